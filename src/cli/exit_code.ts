import { FAILURE_MODES } from "../model/failure_modes.ts";
import type { ObservedSegment } from "../model/segment.ts";
import type { Verdict } from "../model/verdict.ts";

/** Healthy, or the awaited condition came. */
export const EXIT_HEALTHY = 0;

/** A bug of this program. */
export const EXIT_INTERNAL = 1;

/** Usage or configuration error; nothing was probed. */
export const EXIT_USAGE = 2;

/** SIGINT ended it before its answer, as shells say it: 128 + 2. */
export const EXIT_INTERRUPTED = 130;

/** By the segment that is broken, where the mode does not say it. */
const BY_SEGMENT: Readonly<Record<ObservedSegment, number>> = {
  link: 3,
  network: 3,
  gateway: 7,
  resolver: 4,
  proxy: 5,
  server: 6,
  session: 6,
  self: 9,
};

/**
 * The exit code that a verdict stands for.
 *
 * @param verdict The verdict, or `null` when healthy.
 * @returns 0 when healthy, else 3 to 9 by where the path is broken.
 */
export function exitCodeOf(verdict: Verdict | null): number {
  if (verdict === null) return EXIT_HEALTHY;
  const { exitCode } = FAILURE_MODES[verdict.mode];
  if (exitCode !== null) return exitCode;
  return verdict.segment === null ? 9 : BY_SEGMENT[verdict.segment];
}
