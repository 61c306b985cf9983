import type { DetectorState, Tick } from "./detector_state.ts";
import { atNextBeat } from "./schedule.ts";

/**
 * One tick of the client-driven rule of the `text` protocol: if the count is
 * over the limit, the peer is dead; else count and send. An answer sets the
 * count to 0.
 *
 * Detection: between `misses` and `misses + 1` intervals after the last
 * answer (three misses at 500 ms: 1.5 to 2 s), since the first tick after an
 * answer comes within one interval and finds nothing to count yet.
 *
 * @param state The state before.
 * @param atMs Now.
 * @returns What the tick led to.
 */
export function tickMissCounter(state: DetectorState, atMs: number): Tick {
  if (atMs < state.beatAtMs) {
    return { state, beat: false, missed: null, late: false };
  }
  const { count } = state;
  if (isSpent(state)) {
    return {
      state: { ...state, nextAtMs: null },
      beat: false,
      missed: { misses: count, last: true },
      late: false,
    };
  }
  const beatAtMs = atNextBeat(state, atMs);
  return {
    state: { ...state, count: count + 1, beatAtMs, nextAtMs: beatAtMs },
    beat: state.options.beats,
    missed: count === 0 ? null : { misses: count, last: false },
    late: false,
  };
}

/** Whether the next tick finds the peer dead. */
export function isSpent({ count, options }: DetectorState): boolean {
  return count > options.misses - 1;
}
