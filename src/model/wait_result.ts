import type { Diagnosis } from "./diagnosis.ts";

/** Name and version of the shape below. */
export const WAIT_SCHEMA = "faultline/wait@1";

/** How it stands with one target of a wait. */
export interface WaitedTarget {
  /** The target, as a URL without credentials. */
  readonly target: string;
  /** The proxy, as a URL without credentials, or `null`. */
  readonly proxy: string | null;
  /** Whether it worked as many times in a row as was asked for. */
  readonly ready: boolean;
  /** Whether it is broken in a way that was not to be waited for. */
  readonly failed: boolean;
  /** How many times in a row it has worked until now. */
  readonly streak: number;
  /** How many times in a row it has to work. */
  readonly stable: number;
  /** How often it was asked. */
  readonly tries: number;
  /** When this became known, in milliseconds since the wait began. */
  readonly sinceMs: number;
  /**
   * Once ready, the diagnosis that found it so. Before, the latest in which it
   * was broken, or the latest of all if it never was; `null` before the first.
   */
  readonly diagnosis: Diagnosis | null;
}

/**
 * Why a wait ended: what was waited for came, the time was up, or something is
 * broken in a way that was not to be waited for.
 */
export type WaitEnd = "ready" | "timeout" | "failed";

/** The result of one wait: `wait --format json` prints it as it is. */
export interface WaitResult {
  /** {@linkcode WAIT_SCHEMA}. */
  readonly schema: typeof WAIT_SCHEMA;
  /** Whether what was waited for came. */
  readonly ready: boolean;
  /** Why it ended. */
  readonly ended: WaitEnd;
  /** All targets, in the order in which they were given. */
  readonly targets: readonly WaitedTarget[];
  /** When the wait began, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** How long it took, in milliseconds on a monotonic clock. */
  readonly elapsedMs: number;
}

/** The targets for which a wait did not end well. */
export function troubled(
  { ended, targets }: WaitResult,
): readonly WaitedTarget[] {
  if (ended === "ready") return [];
  return targets.filter(({ ready, failed }) =>
    ended === "failed" ? failed : !ready
  );
}
