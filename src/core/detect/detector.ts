import { giveCreditBack, tickCredit } from "./credit_counter.ts";
import type {
  DetectorOptions,
  DetectorRule,
  DetectorState,
  Tick,
} from "./detector_state.ts";
import { tickElapsed } from "./elapsed_time.ts";
import { excuseDelay } from "./late_timer.ts";
import { doubtLess, doubtMore, HEALTHY } from "./local_health.ts";
import { tickMissCounter } from "./miss_counter.ts";
import {
  beatAnswered,
  beatSent,
  forgetWaiting,
  NO_ROUND_TRIP,
} from "./round_trip.ts";
import { tickTwoStage } from "./two_stage.ts";

/*
 * THEORY OF OPERATION
 *
 * One detector follows one session, whichever end holds it and whichever rule
 * it goes by. It is a plain value: `startDetector()` makes it, `onTick()` is
 * called when `nextAtMs` is due and says whether to write a beat and what was
 * missed; `onBeat()`, `onAnswer()`, `onHeard()` and `onProof()` tell it what
 * happened meanwhile, `forgetAges()` that the past proves nothing. None of
 * them but `onTick()` makes `nextAtMs` earlier, so a runner needs one timer a
 * session, or one scan for all, and none a message. `missed` is the body of
 * the machine's event `beats-missed`. Two rules bind the runner. It reads the
 * clock when a thing happens, not later. And it never calls `onTick()` twice
 * in one turn of the event loop: a detector that is due again at once wants
 * the sockets to be read first, because an expired timer runs before data
 * that has waited in the kernel.
 *
 * Late timers. If a tick comes later than the guard, this process was held up
 * (stopped, starved), and beats that were not written cannot be answered: the
 * tick judges nothing, and the delay is taken off every age. Whatever the rule,
 * `last` is said only when the rule holds in a second turn.
 */

const TICKS: Readonly<
  Record<DetectorRule, (state: DetectorState, atMs: number) => Tick>
> = {
  "miss-counter": tickMissCounter,
  "credit": tickCredit,
  "elapsed": tickElapsed,
  "two-stage": tickTwoStage,
};

/** A suspicion refuted that soon was born of data not read yet, in ms. */
const REFUTED_AT_ONCE_MS = 10;

/**
 * Begins to follow a session: the first tick comes an interval later.
 *
 * @param options What to decide by.
 * @param atMs Now, on a monotonic clock.
 * @returns The detector.
 * @throws {RangeError} If the interval is not above 0 or the misses are not a
 * whole number from 1 on.
 *
 * @example A peer that never answers, by two rules
 * ```ts
 * import { onTick, startDetector } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * function deadAtMs(rule: "miss-counter" | "two-stage"): number {
 *   const options = { rule, intervalMs: 1000, misses: 3, beats: true };
 *   let state = startDetector(options, 0);
 *   let atMs = 0;
 *   while (state.nextAtMs !== null) {
 *     atMs = state.nextAtMs;
 *     state = onTick(state, atMs).state;
 *   }
 *   return atMs;
 * }
 *
 * assertEquals(deadAtMs("miss-counter"), 4000);
 * assertEquals(deadAtMs("two-stage"), 3000);
 * ```
 */
export function startDetector(
  options: DetectorOptions,
  atMs: number,
): DetectorState {
  const { intervalMs, misses } = options;
  if (!(intervalMs > 0 && Number.isFinite(intervalMs))) {
    throw new RangeError(
      "Cannot count beats as 'intervalMs' must be above 0: " +
        `current value is ${intervalMs}`,
    );
  }
  if (!Number.isInteger(misses) || misses < 1) {
    throw new RangeError(
      "Cannot count beats as 'misses' must be a whole number from 1 on: " +
        `current value is ${misses}`,
    );
  }
  return {
    options: { sideProbes: true, ...options },
    nextAtMs: atMs + intervalMs,
    beatAtMs: atMs + intervalMs,
    heardAtMs: atMs,
    count: 0,
    suspectAtMs: null,
    proven: false,
    looked: false,
    roundTrip: NO_ROUND_TRIP,
    health: HEALTHY,
  };
}

/**
 * Notes a beat that was written, be it asked for by a tick or not.
 *
 * @param state The state before.
 * @param atMs When it was written.
 * @returns The state after; `roundTrip.sent` is the beat's number.
 */
export function onBeat(state: DetectorState, atMs: number): DetectorState {
  return { ...state, roundTrip: beatSent(state.roundTrip, atMs) };
}

/**
 * Notes the sign that the rule counts: an answer to a beat of ours or, where
 * the peer sends the beats, a beat.
 *
 * @param state The state before.
 * @param atMs When it was read.
 * @param seq Number of the beat that it answers, if the protocol tells;
 * without it the oldest beat that waits is meant.
 * @returns The state after.
 *
 * @example An answer tells the round trip and ends the count
 * ```ts
 * import {
 *   onAnswer,
 *   onBeat,
 *   onTick,
 *   startDetector,
 * } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const rule = "miss-counter";
 * const options = { rule, intervalMs: 500, misses: 3, beats: true } as const;
 * const { state } = onTick(startDetector(options, 0), 500);
 * const { count, roundTrip } = onAnswer(onBeat(state, 500), 512);
 * assertEquals([state.count, count, roundTrip.lastMs], [1, 0, 12]);
 * ```
 */
export function onAnswer(
  state: DetectorState,
  atMs: number,
  seq?: number,
): DetectorState {
  const roundTrip = beatAnswered(state.roundTrip, atMs, seq);
  const count = state.options.rule === "credit"
    ? giveCreditBack(state.count)
    : 0;
  return refute({ ...state, roundTrip, count }, atMs);
}

/**
 * Notes other bytes of the far application. The plain rules count answers
 * alone; the two-stage rule takes any sign of life.
 *
 * @param state The state before.
 * @param atMs When they were read.
 * @returns The state after.
 *
 * @example Any sign of life counts for the two-stage rule alone
 * ```ts
 * import { onHeard, startDetector } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const plain = { intervalMs: 1000, misses: 3, beats: true };
 * const rules = ["two-stage", "miss-counter"] as const;
 * const heardAtMs = rules.map((rule) =>
 *   onHeard(startDetector({ ...plain, rule }, 0), 700).heardAtMs
 * );
 * assertEquals(heardAtMs, [700, 0]);
 * ```
 */
export function onHeard(state: DetectorState, atMs: number): DetectorState {
  if (state.options.rule !== "two-stage") return state;
  return refute({ ...state, count: 0 }, atMs);
}

/**
 * Notes a sign from outside the session that speaks against a suspicion: the
 * target's own machine answered a ping, acknowledged or accepted, or its
 * application answered on a fresh connection. A proxy or a gateway that
 * answers proves nothing about what is behind it.
 *
 * @param state The state before.
 * @returns The state after. Without a suspicion nothing changes.
 *
 * @example A ping speaks against a suspicion
 * ```ts
 * import { onProof, onTick, startDetector } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const rule = "two-stage";
 * const options = { rule, intervalMs: 1000, misses: 3, beats: true } as const;
 * let { state } = onTick(startDetector(options, 0), 1000);
 * state = onTick(state, 2000).state;
 * assertEquals(state.suspectAtMs, 2000);
 * assertEquals(onProof(state).proven, true);
 * ```
 */
export function onProof(state: DetectorState): DetectorState {
  return state.suspectAtMs === null ? state : { ...state, proven: true };
}

/**
 * Counts from now on: the past proves nothing, since the machine slept, or the
 * misses were its own. What was learnt of the round trip stays.
 *
 * @param state The state before.
 * @param atMs Now.
 * @returns The state after; its next tick is an interval away.
 *
 * @example After a sleep
 * ```ts
 * import { forgetAges, startDetector } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const rule = "two-stage";
 * const options = { rule, intervalMs: 1000, misses: 3, beats: true } as const;
 * const state = forgetAges(startDetector(options, 0), 60_000);
 * assertEquals(state.nextAtMs, 61_000);
 * ```
 */
export function forgetAges(state: DetectorState, atMs: number): DetectorState {
  return {
    ...state,
    nextAtMs: atMs + state.options.intervalMs,
    beatAtMs: atMs + state.options.intervalMs,
    heardAtMs: atMs,
    count: 0,
    suspectAtMs: null,
    proven: false,
    looked: false,
    roundTrip: forgetWaiting(state.roundTrip),
  };
}

/**
 * Judges the silence. To be called when `nextAtMs` is due; earlier calls do
 * no harm.
 *
 * @param state The state before.
 * @param atMs Now.
 * @returns What the tick led to.
 *
 * @example The first tick asks for a beat
 * ```ts
 * import { onTick, startDetector } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const rule = "miss-counter";
 * const options = { rule, intervalMs: 500, misses: 3, beats: true } as const;
 * const { beat, missed } = onTick(startDetector(options, 0), 500);
 * assertEquals([beat, missed], [true, null]);
 * ```
 */
export function onTick(state: DetectorState, atMs: number): Tick {
  if (state.nextAtMs === null) return nothing(state);
  const excused = excuseDelay(state, atMs);
  if (excused !== null) return { ...nothing(excused), late: true };
  const health = doubtLess(state.health, atMs);
  const current = health === state.health ? state : { ...state, health };
  const tick = TICKS[state.options.rule](current, atMs);
  if (tick.missed?.last !== true || state.looked) return tick;
  return nothing({ ...current, looked: true, nextAtMs: atMs });
}

function nothing(state: DetectorState): Tick {
  return { state, beat: false, missed: null, late: false };
}

/** The peer lives; a detector that had found it dead counts again. */
function refute(state: DetectorState, atMs: number): DetectorState {
  const { suspectAtMs, nextAtMs, options } = state;
  const isOwnFault = suspectAtMs !== null &&
    atMs - suspectAtMs <= REFUTED_AT_ONCE_MS;
  const isRevived = nextAtMs === null;
  const beatAtMs = isRevived ? atMs + options.intervalMs : state.beatAtMs;
  return {
    ...state,
    nextAtMs: isRevived ? beatAtMs : nextAtMs,
    beatAtMs,
    heardAtMs: atMs,
    suspectAtMs: null,
    proven: false,
    looked: false,
    health: isOwnFault ? doubtMore(state.health, atMs) : state.health,
  };
}
