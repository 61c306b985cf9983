import type { Diagnosis } from "./diagnosis.ts";
import type { FailureMode } from "./failure_modes.ts";
import type { ObservedSegment } from "./segment.ts";
import type { Verdict } from "./verdict.ts";

/** Name and version of the shape below. */
export const CHECK_SCHEMA = "faultline/check@1";

/** One target of a check, and whether it is as it was expected to be. */
export interface CheckedTarget {
  /** Its name, unique in the check: as the file gives it, else the target. */
  readonly name: string;
  /** The target, as a URL without credentials. */
  readonly target: string;
  /** The proxy, as a URL without credentials, or `null`. */
  readonly proxy: string | null;
  /** What the file says about it, for the reader's own use. */
  readonly labels: Readonly<Record<string, string>>;
  /** The mode that it was expected to be in; `healthy` is the usual one. */
  readonly expected: "healthy" | FailureMode;
  /** Longest time to a healthy answer, in milliseconds, or `null` for any. */
  readonly maxLatencyMs: number | null;
  /** Whether it is as expected, in time. */
  readonly passed: boolean;
  /** Why it is not, in one sentence; `null` where it is. */
  readonly reason: string | null;
  /** What was found. */
  readonly diagnosis: Diagnosis;
}

/**
 * One cause of trouble, with all targets that it breaks: fifty targets behind
 * one dead proxy are one finding.
 */
export interface CheckFinding {
  /** Where the path of all of them is broken; `null` where nobody knows. */
  readonly segment: ObservedSegment | null;
  /** What is broken there: an interface, an address, a proxy, a target. */
  readonly subject: string;
  /** The verdict, as it was first given. */
  readonly verdict: Verdict;
  /** Names of the targets, in the order of the check, at least one. */
  readonly victims: readonly string[];
}

/** The result of one check: `check --format json` prints it as it is. */
export interface CheckReport {
  /** {@linkcode CHECK_SCHEMA}. */
  readonly schema: typeof CHECK_SCHEMA;
  /** Whether all targets are as expected, and none is left out. */
  readonly passed: boolean;
  /** Present where it was interrupted: `targets` are those that were done. */
  readonly interrupted?: true;
  /** All targets, in the order of the check. */
  readonly targets: readonly CheckedTarget[];
  /**
   * What is broken, nearest first. A target that is expected to be broken, and
   * is so, is nobody's victim.
   */
  readonly findings: readonly CheckFinding[];
  /** When the check began, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** How long it took, in milliseconds on a monotonic clock. */
  readonly elapsedMs: number;
}
