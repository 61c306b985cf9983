import type { DetectorState, Tick } from "./detector_state.ts";
import { OVERDUE, ROUNDING } from "./overdue.ts";

/** Timers fire on whole milliseconds: the first that is past the limit. */
const PAST_MS = 1;

/**
 * One tick of the rule of the `ws` server: the peer, which sends the beats, is
 * dead when more than `misses` intervals passed since its last one.
 *
 * Detection: `misses` intervals and a millisecond after the last beat (two at
 * 10 s: 20 s). A beat that is half an interval overdue is told as missed.
 *
 * @param state The state before.
 * @param atMs Now.
 * @returns What the tick led to.
 */
export function tickElapsed(state: DetectorState, atMs: number): Tick {
  const { intervalMs, misses } = state.options;
  const silentMs = atMs - state.heardAtMs;
  if (silentMs > misses * intervalMs) {
    return {
      state: { ...state, nextAtMs: null },
      beat: false,
      missed: { misses, last: true },
      late: false,
    };
  }
  const overdue = silentMs / intervalMs - OVERDUE + ROUNDING;
  const count = Math.max(0, Math.floor(overdue));
  return {
    state: { ...state, count, nextAtMs: elapsedDueMs(state, count) },
    beat: false,
    missed: count > state.count ? { misses: count, last: false } : null,
    late: false,
  };
}

/** When the next beat counts as missed, or the limit is passed. */
function elapsedDueMs(
  { heardAtMs, options }: DetectorState,
  count: number,
): number {
  const { intervalMs, misses } = options;
  const overdueMs = (count + 1 + OVERDUE) * intervalMs;
  return heardAtMs + Math.min(overdueMs, misses * intervalMs + PAST_MS);
}
