import type {
  CheckedTarget,
  CheckFinding,
  CheckReport,
} from "../model/check_report.ts";
import { asciiJson } from "./ascii_json.ts";

/** Name and version of the line of one target. */
export const CHECKED_TARGET_SCHEMA = "faultline/checked-target@1";

/** Name and version of the last line: its shape is not that of the whole. */
export const CHECK_SUMMARY_SCHEMA = "faultline/check-summary@1";

/** The last line: the check without its targets, which stand before it. */
export interface CheckSummary {
  /** {@linkcode CHECK_SUMMARY_SCHEMA}. */
  readonly schema: typeof CHECK_SUMMARY_SCHEMA;
  /** Whether all targets are as expected, and none is left out. */
  readonly passed: boolean;
  /** Present where the check was interrupted. */
  readonly interrupted?: true;
  /** How many targets there are. */
  readonly targets: number;
  /** How many are not as expected. */
  readonly failed: number;
  /** What is broken, nearest first. */
  readonly findings: readonly CheckFinding[];
  /** When the check began, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** How long it took, in milliseconds on a monotonic clock. */
  readonly elapsedMs: number;
}

/** Renders a check as one line of JSON a target, and one that sums it up. */
export function checkNdjson(report: CheckReport): string {
  return report.targets.map(checkedTargetNdjson).join("") +
    checkSummaryNdjson(report);
}

/** Renders one target as a line of JSON, as soon as it was checked. */
export function checkedTargetNdjson(target: CheckedTarget): string {
  return lineOf({ schema: CHECKED_TARGET_SCHEMA, ...target });
}

/** Renders the last line, behind those of all targets. */
export function checkSummaryNdjson(report: CheckReport): string {
  const { passed, interrupted, targets, findings } = report;
  const { startedAt, elapsedMs } = report;
  const summary: CheckSummary = {
    schema: CHECK_SUMMARY_SCHEMA,
    passed,
    ...interrupted && { interrupted },
    targets: targets.length,
    failed: targets.filter((target) => !target.passed).length,
    findings,
    startedAt,
    elapsedMs,
  };
  return lineOf(summary);
}

function lineOf(value: unknown): string {
  return asciiJson(JSON.stringify(value)) + "\n";
}
