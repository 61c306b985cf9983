import type { CheckedTarget, CheckReport } from "../model/check_report.ts";
import { FAILURE_MODES, type FailureMode } from "../model/failure_modes.ts";
import { EXIT_HEALTHY, exitCodeOf } from "./exit_code.ts";
import { nearestCode } from "./watch_exit_code.ts";

/** The server's session is not as it should be. */
const EXIT_SESSION = 6;

/**
 * The exit code of a check.
 *
 * @param report What was found.
 * @returns 0 where all are as expected, else 3 to 9 by what is broken; of
 * several targets the nearest.
 */
export function checkExitCode({ targets }: CheckReport): number {
  const failed = targets.filter(({ passed }) => !passed);
  return failed.length === 0 ? EXIT_HEALTHY : nearestCode(failed.map(codeOf));
}

/** What works and should not has the code of what was expected. */
function codeOf({ diagnosis: { verdict }, expected }: CheckedTarget): number {
  if (verdict !== null) return exitCodeOf(verdict);
  return expected === "healthy" ? EXIT_SESSION : expectedCode(expected);
}

function expectedCode(mode: FailureMode): number {
  return FAILURE_MODES[mode].exitCode ?? EXIT_SESSION;
}
