import type { StateName } from "../model/state.ts";
import type { WatchTransition } from "../model/watch_transition.ts";
import { EXIT_HEALTHY, exitCodeOf } from "./exit_code.ts";

/** Nothing can be said of the target. */
export const EXIT_UNKNOWN = 9;

/** Exit codes by how near the break is; what is healthy comes last. */
const NEAREST_FIRST: readonly number[] = [3, 7, 4, 5, 6, 8, 9, 0];

/**
 * The exit code of a watch that ended.
 *
 * @param last Its last move, that to `stopped`.
 * @param awaited The state that was waited for and never came, if any.
 * @returns 0 where the target was online at the end, else 3 to 9.
 */
export function watchExitCode(
  last: WatchTransition | undefined,
  awaited: StateName | undefined,
): number {
  if (last === undefined) return EXIT_UNKNOWN;
  const { from, verdict } = last;
  if (from === "online") {
    return awaited === undefined ? EXIT_HEALTHY : EXIT_UNKNOWN;
  }
  if (verdict === null) return EXIT_UNKNOWN;
  return exitCodeOf({ ...verdict, evidence: [] });
}

/** The code of the nearest break among several targets. */
export function nearestCode(codes: readonly number[]): number {
  return NEAREST_FIRST.find((code) => codes.includes(code)) ?? EXIT_UNKNOWN;
}
