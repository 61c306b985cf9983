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
 * It says so where it was interrupted.
 * @returns The report. A check without targets has passed; one that was
 * interrupted has not.
 */
export function checkReport(
  targets: readonly CheckedTarget[],
  { startedAt, elapsedMs, interrupted }: Pick<
    CheckReport,
    "startedAt" | "elapsedMs" | "interrupted"
  >,
): CheckReport {
  return {
    schema: CHECK_SCHEMA,
    passed: !interrupted && targets.every(({ passed }) => passed),
    ...interrupted && { interrupted },
    targets,
    findings: findingsOf(targets),
    startedAt,
    elapsedMs: Math.round(elapsedMs * 1000) / 1000,
  };
}
