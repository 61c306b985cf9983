import type { DetectorState, Tick } from "./detector_state.ts";

/**
 * Which part of an interval a beat may be overdue before it counts as missed:
 * at its very due time each beat is "missing".
 */
const OVERDUE = 0.5;

/** Timers fire on whole milliseconds: the first that is past the limit. */
const PAST_MS = 1;

/** Part of an interval that sums of fractional times may be wrong by. */
const ROUNDING = 1e-6;

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
