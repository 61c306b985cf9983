import type { DetectorState } from "./detector_state.ts";

/**
 * When the next tick of the interval is due: on the grid of the ticks before,
 * so that small delays do not add up; a whole interval from now where the
 * grid was lost.
 */
export function atNextBeat(
  { beatAtMs, options }: DetectorState,
  atMs: number,
): number {
  const nextAtMs = beatAtMs + options.intervalMs;
  return nextAtMs > atMs ? nextAtMs : atMs + options.intervalMs;
}
