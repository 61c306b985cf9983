import {
  onAnswer,
  onBeat,
  onTick,
  startDetector,
} from "../../../src/core/detect/detector.ts";
import type {
  DetectorOptions,
  DetectorState,
  Missed,
} from "../../../src/core/detect/detector_state.ts";

/** A time in which the process does not run, in milliseconds. */
export interface Stall {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What happens to a detector that is started at 0. */
export interface Course {
  readonly options: DetectorOptions;
  /** When answers are there to be read, in order. */
  readonly answersAtMs: readonly number[];
  readonly stalls?: readonly Stall[];
  /** The detector at 0, where it is not a new one. */
  readonly from?: DetectorState;
  /** When to stop at the latest. */
  readonly untilMs: number;
}

/** What it said, with the time. */
export interface Said extends Missed {
  readonly atMs: number;
}

/** What became of it. */
export interface Followed {
  readonly state: DetectorState;
  readonly said: readonly Said[];
  readonly beatsAtMs: readonly number[];
  readonly lateAtMs: readonly number[];
  /** When it found the peer dead. */
  readonly lastAtMs: number | undefined;
}

/**
 * Runs a detector in virtual time, turn by turn, as an event loop does: in
 * each turn the expired timer first, then the data that waits.
 */
export function follow(course: Course): Followed {
  const { answersAtMs, untilMs, stalls = [] } = course;
  let state = course.from ?? startDetector(course.options, 0);
  let read = 0;
  const said: Said[] = [];
  const beatsAtMs: number[] = [];
  const lateAtMs: number[] = [];
  for (let nowMs = 0; state.nextAtMs !== null;) {
    const dueMs = Math.min(state.nextAtMs, answersAtMs[read] ?? Infinity);
    nowMs = wake(Math.max(nowMs, dueMs), stalls);
    if (nowMs > untilMs) break;
    if (state.nextAtMs <= nowMs) {
      const tick = onTick(state, nowMs);
      state = tick.state;
      if (tick.beat) {
        state = onBeat(state, nowMs);
        beatsAtMs.push(nowMs);
      }
      if (tick.late) lateAtMs.push(nowMs);
      if (tick.missed !== null) said.push({ ...tick.missed, atMs: nowMs });
      if (tick.missed?.last === true) break;
    }
    for (; (answersAtMs[read] ?? Infinity) <= nowMs; read++) {
      state = onAnswer(state, nowMs);
    }
  }
  const lastAtMs = said.find(({ last }) => last)?.atMs;
  return { state, said, beatsAtMs, lateAtMs, lastAtMs };
}

function wake(atMs: number, stalls: readonly Stall[]): number {
  const stall = stalls.find(({ fromMs, toMs }) =>
    fromMs <= atMs && atMs < toMs
  );
  return stall === undefined ? atMs : stall.toMs;
}

/** Answers each `intervalMs` from `delayMs` on, the last before `untilMs`. */
export function answersUntil(
  untilMs: number,
  intervalMs: number,
  delayMs: number,
): readonly number[] {
  const count = Math.ceil((untilMs - delayMs) / intervalMs) - 1;
  return Array.from(
    { length: Math.max(0, count) },
    (_, index) => (index + 1) * intervalMs + delayMs,
  );
}
