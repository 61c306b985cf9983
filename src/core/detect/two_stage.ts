import type { DetectorState, Tick } from "./detector_state.ts";
import { isSpent } from "./miss_counter.ts";
import { OVERDUE, ROUNDING } from "./overdue.ts";
import { answerTimeoutMs } from "./round_trip.ts";
import { atNextBeat } from "./schedule.ts";

/*
 * THEORY OF OPERATION
 *
 * Stage one doubts early: after two intervals of silence the session is
 * suspect, and looks from outside it begin. Stage two confirms: a window later
 * the peer is dead, unless it gave a sign. Simulated on Wi-Fi with bursts of
 * loss, one beat a second, this is a second faster than the plain rule of
 * three misses and wrong a tenth as often (`tests/sim`), because a plain rule
 * has nobody to ask.
 *
 *   answer time-out  RTO = min(2T, SRTT + 4·RTTVAR)
 *   suspect          age ≥ min((1 + doubt)·(T + max(T, RTO)), misses·T)
 *   window           W = 0.6 s | 1.0 s | 1.5 s, × (1 + doubt)
 *   where the peer sends the beats, and no round trip is known: age ≥
 *                    … (T + T/2), and W = T + 1.0 s
 *   dead             W after the suspicion; without side probes when
 *                    age ≥ misses·T + RTO; and at the tick at which the plain
 *                    rule of the same numbers finds the peer dead, whatever
 *                    else holds
 *
 * Age is counted from the last sign of the far application, be it an answer
 * or not. The last line is what makes the rule never later than the plain one:
 * self-doubt and a long window can take the head start away, no more.
 *
 * Where the peer sends the beats, a fresh session shows whether it still does
 * only after a whole interval. So the doubt begins half an interval earlier,
 * and the window is longer: the looks need that time to tell a server that
 * hangs from one that lost this session alone.
 *
 * A sign from outside the session (the target's machine answers a ping, the
 * application a fresh connection) says that the path is whole. What is left
 * to doubt then is the session alone, which may be held up by the back-off of
 * a retransmission; it is given what the plain rule gives.
 */

/** Window on a link that was measured to be short and clean, in ms. */
const SHORT_WINDOW_MS = 600;

/** Window of a link of which nothing special is known, in milliseconds. */
const WINDOW_MS = 1000;

/** Window on a link whose answers vary much, in milliseconds. */
const LONG_WINDOW_MS = 1500;

/** How much longer than an interval a fresh session is listened to, in ms. */
const FRESH_BEAT_MS = 1000;

/** Longest round trip of a link that counts as short, in milliseconds. */
const SHORT_ROUND_TRIP_MS = 10;

/** Answers in a row, none delayed, that show a loss below 0.1 %. */
const CLEAN_ANSWERS = 1000;

/** Answer time-out from which on a link counts as unsteady, in milliseconds. */
export const UNSTEADY_MS = 400;

/**
 * One tick of the two-stage rule, the default of a watch.
 *
 * Detection of a silent host: `T + max(T, RTO) + W + SRTT` after the last
 * answered beat was written, thus `T + max(T, RTO) + W − U(0, T)` after the
 * fault; at 1 s with the window of 1 s between 2 and 3 s, at 500 ms between
 * 1.5 and 2 s, where the plain rule of three misses ends the window.
 *
 * @param state The state before.
 * @param atMs Now.
 * @returns What the tick led to.
 */
export function tickTwoStage(state: DetectorState, atMs: number): Tick {
  const isBeatDue = atMs >= state.beatAtMs;
  if (isDead(state, atMs, isBeatDue)) {
    return {
      state: { ...state, nextAtMs: null },
      beat: false,
      missed: { misses: missesAt(state, atMs), last: true },
      late: false,
    };
  }
  const beatAtMs = isBeatDue ? atNextBeat(state, atMs) : state.beatAtMs;
  const count = isBeatDue ? state.count + 1 : state.count;
  const isNews = state.suspectAtMs === null
    ? atMs >= suspectDueMs(state)
    : isBeatDue;
  const suspectAtMs = state.suspectAtMs ?? (isNews ? atMs : null);
  const next = { ...state, count, beatAtMs, suspectAtMs };
  return {
    state: { ...next, nextAtMs: Math.min(beatAtMs, dueMs(next)) },
    beat: isBeatDue && state.options.beats,
    missed: isNews ? { misses: missesAt(state, atMs), last: false } : null,
    late: false,
  };
}

/**
 * How long a suspicion is looked into before it is a certainty. It suits as
 * the time-out of the looks from outside.
 *
 * @param state The state.
 * @returns Milliseconds from the suspicion on.
 */
export function confirmationMs(state: DetectorState): number {
  return windowMs(state) * (1 + state.health.doubt);
}

function windowMs({ roundTrip, options }: DetectorState): number {
  if (!options.beats) return options.intervalMs + FRESH_BEAT_MS;
  const { smoothedMs, cleanAnswers } = roundTrip;
  if (smoothedMs === null) return WINDOW_MS;
  if (answerTimeoutMs(roundTrip) > UNSTEADY_MS) return LONG_WINDOW_MS;
  return smoothedMs < SHORT_ROUND_TRIP_MS && cleanAnswers >= CLEAN_ANSWERS
    ? SHORT_WINDOW_MS
    : WINDOW_MS;
}

/** Never later than the plain rule: that of the counter, or of elapsed time. */
function isDead(
  state: DetectorState,
  atMs: number,
  isBeatDue: boolean,
): boolean {
  if (state.options.beats && isBeatDue && isSpent(state)) return true;
  if (!state.options.beats && atMs >= elapsedMs(state)) return true;
  return state.suspectAtMs !== null && atMs >= deadDueMs(state);
}

/** When the next judgement is due, beats aside. */
function dueMs(state: DetectorState): number {
  const judgedMs = state.suspectAtMs === null
    ? suspectDueMs(state)
    : deadDueMs(state);
  return state.options.beats ? judgedMs : Math.min(judgedMs, elapsedMs(state));
}

function suspectDueMs(state: DetectorState): number {
  const { options, heardAtMs, health } = state;
  const { intervalMs, misses, beats } = options;
  const overdueMs = beats
    ? Math.max(intervalMs, clampedRtoMs(state))
    : OVERDUE * intervalMs;
  const patienceMs = intervalMs + overdueMs;
  return heardAtMs +
    Math.min((1 + health.doubt) * patienceMs, misses * intervalMs);
}

function deadDueMs(state: DetectorState): number {
  const { options, suspectAtMs } = state;
  if (suspectAtMs === null || state.proven) return Infinity;
  return options.sideProbes
    ? suspectAtMs + confirmationMs(state)
    : elapsedMs(state) + clampedRtoMs(state);
}

/** When the silence is as long as the allowed misses. */
function elapsedMs({ options, heardAtMs }: DetectorState): number {
  return heardAtMs + options.misses * options.intervalMs;
}

/** After a spike the time-out is far too long: two intervals are enough. */
function clampedRtoMs({ options, roundTrip }: DetectorState): number {
  return Math.min(2 * options.intervalMs, answerTimeoutMs(roundTrip));
}

/** Beats overdue by more than a round trip: what people are shown. */
function missesAt(state: DetectorState, atMs: number): number {
  const { options, heardAtMs, roundTrip } = state;
  const overdueMs = atMs - heardAtMs - (roundTrip.smoothedMs ?? 0);
  const misses = Math.floor(overdueMs / options.intervalMs + ROUNDING);
  return Math.max(1, misses);
}
