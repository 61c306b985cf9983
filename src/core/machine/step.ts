import type { Effect, EffectKind } from "../../model/effect.ts";
import type { MachineEvent } from "../../model/event.ts";
import type { Policy } from "../../model/policy.ts";
import type { State } from "../../model/state.ts";
import type { Transition } from "../../model/transition.ts";
import { enter } from "./enter.ts";
import { GUARDS } from "./guards.ts";
import { isSameVerdict } from "./judgement.ts";
import { learn } from "./learn.ts";
import { planRetry } from "./retry.ts";
import { type Move, TRANSITION_TABLE } from "./transition_table.ts";

/** What one event led to. */
export interface StepResult {
  /** The state after the event. */
  readonly state: State;
  /** The moves made, in order: none, one, or two where doubt is passed. */
  readonly transitions: readonly Transition[];
  /** What is to be done, in order. */
  readonly effects: readonly Effect[];
}

/**
 * Moves the state machine of one target by one event. Pure: the same state,
 * event and policy always give the same result, and nothing is run.
 *
 * @param state The state before; {@linkcode INITIAL_STATE} at first.
 * @param event What happened, with the time at which it became known.
 * @param policy The numbers to decide by.
 * @returns The state after, the moves to publish, and the effects to run.
 * @throws {RangeError} If the event is older than the one before it.
 * @throws {TypeError} If the state has no move for the event.
 *
 * @example A missed beat is doubt, not yet an outage
 * ```ts
 * import { DEFAULT_POLICY, INITIAL_STATE, step } from "@faultline/faultline";
 * import type { MachineEvent } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const events: readonly MachineEvent[] = [
 *   { kind: "start", atMs: 0, seed: 1 },
 *   { kind: "connected", atMs: 2, epoch: 1, verdict: null },
 *   { kind: "beats-missed", atMs: 2002, misses: 1, last: false },
 * ];
 * let state = INITIAL_STATE;
 * for (const event of events) {
 *   state = step(state, event, DEFAULT_POLICY).state;
 * }
 * assertEquals(state.name, "suspect");
 * ```
 */
export function step(
  state: State,
  event: MachineEvent,
  policy: Policy,
): StepResult {
  if (event.atMs < state.atMs) {
    throw new RangeError(
      `Cannot take '${event.kind}' as 'atMs' must not go back from ` +
        `${state.atMs}: current value is ${event.atMs}`,
    );
  }
  const unchanged = { state, transitions: [], effects: [] };
  if (isStale(state, event)) return unchanged;
  const move = findMove(state, event, policy);
  if (move.to === "ignored") return unchanged;
  const first = makeMove(move, state, event, policy);
  if (!move.again) return first;
  const second = step(first.state, event, policy);
  return {
    state: second.state,
    transitions: [...first.transitions, ...second.transitions],
    effects: [...first.effects, ...second.effects],
  };
}

function isStale(state: State, event: MachineEvent): boolean {
  return "epoch" in event && event.epoch < state.epoch;
}

function findMove(state: State, event: MachineEvent, policy: Policy): Move {
  const moves = TRANSITION_TABLE[state.name][event.kind] ?? [];
  const move = moves.find(({ when }) =>
    when === undefined || GUARDS[when](state, event, policy)
  );
  if (move === undefined || ("epoch" in event && event.epoch > state.epoch)) {
    throw new TypeError(
      `Cannot take '${event.kind}' as the state must have a move for it: ` +
        `current value is '${state.name}', epoch ${state.epoch}`,
    );
  }
  return move;
}

function makeMove(
  move: Move,
  from: State,
  event: MachineEvent,
  policy: Policy,
): StepResult {
  const { to, effects = [] } = move;
  let state = learn(from, event, policy);
  if (to !== "same" && to !== "ignored") {
    state = enter(to, state, event, policy);
  }
  if (effects.includes("wait")) state = planRetry(state, event, policy);
  if (effects.includes("connect")) state = planAttempt(state, event, policy);
  if (effects.includes("close-old-session") && event.kind !== "connected") {
    state = { ...state, sessionOpen: false };
  }
  return {
    state,
    transitions: isNews(from, state, event)
      ? [describe(move, from, state, event)]
      : [],
    effects: effects.map((kind) => toEffect(kind, state)),
  };
}

/** After a sleep the old session is asked first, alone. */
function planAttempt(
  state: State,
  event: MachineEvent,
  policy: Policy,
): State {
  const asksFirst = event.kind === "clock-jumped" && state.sessionOpen;
  const attemptAtMs = event.atMs + (asksFirst ? policy.wakeAskMs : 0);
  return { ...state, attemptAtMs };
}

function isNews(from: State, to: State, event: MachineEvent): boolean {
  return from.name !== to.name || event.kind === "reclassified" ||
    from.flap.flapping !== to.flap.flapping ||
    !isSameVerdict(from.verdict, to.verdict);
}

function describe(
  move: Move,
  from: State,
  to: State,
  event: MachineEvent,
): Transition {
  const reclassified = event.kind === "reclassified" ? event : null;
  const outage = reclassified?.outage ?? (to.outage ?? from.outage)?.id;
  const sinceMs = from.name === "idle" ? 0 : event.atMs - from.lastGoodMs;
  return {
    from: from.name,
    to: to.name,
    cause: move.cause ??
      (event.kind === "session-ended" ? event.cause : event.kind),
    phase: to.phase,
    ...(to.misses > 0 ? { misses: to.misses } : {}),
    verdict: reclassified?.verdict ?? to.verdict,
    ...(outage === undefined ? {} : { outage }),
    ...(to.retryAtMs === null ? {} : { retryAtMs: to.retryAtMs }),
    flapping: to.flap.flapping,
    atMs: event.atMs,
    sinceMs,
  };
}

function toEffect(kind: EffectKind, state: State): Effect {
  const { epoch, atMs, attemptAtMs, retryAtMs } = state;
  const dueAtMs = { "connect": attemptAtMs, "wait": retryAtMs ?? atMs };
  const isDelayed = kind === "connect" || kind === "wait";
  return { kind, epoch, dueAtMs: isDelayed ? dueAtMs[kind] : atMs };
}
