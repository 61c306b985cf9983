import {
  troubled,
  type WaitedTarget,
  type WaitResult,
} from "../model/wait_result.ts";
import { EXIT_HEALTHY, exitCodeOf } from "./exit_code.ts";
import { EXIT_UNKNOWN, nearestCode } from "./watch_exit_code.ts";

/**
 * The exit code of a wait that ended.
 *
 * @param result How it ended.
 * @returns 0 where what was waited for came, else 3 to 9 by what is broken,
 * of several targets the nearest.
 */
export function waitExitCode(result: WaitResult): number {
  if (result.ready) return EXIT_HEALTHY;
  return nearestCode(troubled(result).map(codeOf));
}

/** What worked, and not often enough, is not known to be broken. */
function codeOf({ diagnosis }: WaitedTarget): number {
  const verdict = diagnosis?.verdict ?? null;
  return verdict === null ? EXIT_UNKNOWN : exitCodeOf(verdict);
}
