import { findingsOf } from "../core/check/findings.ts";
import {
  CHECK_SCHEMA,
  type CheckedTarget,
  type CheckReport,
} from "../model/check_report.ts";

/**
 * Sums up what was checked.
 *
 * @param targets The targets, in the order of the check.
 * @param times When it began, and how long it took in milliseconds.
 * @returns The report. A check without targets has passed.
 */
export function checkReport(
  targets: readonly CheckedTarget[],
  { startedAt, elapsedMs }: Pick<CheckReport, "startedAt" | "elapsedMs">,
): CheckReport {
  return {
    schema: CHECK_SCHEMA,
    passed: targets.every(({ passed }) => passed),
    targets,
    findings: findingsOf(targets),
    startedAt,
    elapsedMs: Math.round(elapsedMs * 1000) / 1000,
  };
}
