import type { MachineEvent } from "../../model/event.ts";
import type { Policy } from "../../model/policy.ts";
import type { State } from "../../model/state.ts";
import { blamesObserver, type Judgement, judgementOf } from "./judgement.ts";

/** A condition on a move. */
export type Guard = (
  state: State,
  event: MachineEvent,
  policy: Policy,
) => boolean;

/** The conditions that the table names. */
export const GUARDS = {
  /** The path itself said no, and this machine has been awake for a while. */
  "answer": (state, event, policy) =>
    judges(event, "answer") && !isWaking(state, event, policy),

  /** The path is broken, and this machine has been awake for a while. */
  "claim": (state, event, policy) =>
    judges(event, "answer", "claim") && !isWaking(state, event, policy),

  /** The path is broken still: nothing new is stated by saying so. */
  "claim-in-outage": (state, event) =>
    state.outage !== null && judges(event, "answer", "claim"),

  /** Something is wrong, and a session works nevertheless. */
  "works": (_state, event) => judges(event, "works"),

  /** An outage stands. */
  "in-outage": (state) => state.outage !== null,

  /** There is a session that may still answer. */
  "session-open": (state) => state.sessionOpen,

  /** The path alone was in doubt: the open session missed no beat. */
  "path-doubt": (state) =>
    state.sessionOpen && state.misses === 0 && state.wokeAtMs === null,

  /** Nothing has answered since this machine slept. */
  "waking": (state) => state.wokeAtMs !== null,

  /** There is no session to wait for. */
  "no-session": (state) => !state.sessionOpen,

  /** The detector's rule allows no more misses. */
  "last-miss": (_state, event) => event.kind === "beats-missed" && event.last,

  /** The misses were this machine's own: it was starved, or it slept. */
  "observer-blamed": (state, event, policy) =>
    isWaking(state, event, policy) ||
    (state.verdict !== null && blamesObserver(state.verdict)),

  /** The last attempt is long enough ago for a sign to start another. */
  "spaced": (state, event, policy) =>
    event.atMs - state.attemptAtMs >= policy.signGapMs,

  /** The old session had its time to come back. */
  "old-session-expired": (state, event, policy) =>
    state.sessionOpen && state.outage !== null &&
    event.atMs - state.outage.startedAtMs >= policy.oldSessionMs,

  /** There is, or was, an outage of that number. */
  "known-outage": (state, event) =>
    event.kind === "reclassified" && event.outage >= 1 &&
    event.outage <= state.outages,
} as const satisfies Record<string, Guard>;

/** The name of a condition. */
export type GuardName = keyof typeof GUARDS;

function judges(
  event: MachineEvent,
  ...judgements: readonly Judgement[]
): boolean {
  return event.kind === "verdict" &&
    judgements.includes(judgementOf(event.verdict));
}

function isWaking(state: State, event: MachineEvent, policy: Policy): boolean {
  return state.wokeAtMs !== null &&
    event.atMs - state.wokeAtMs < policy.wakeGraceMs;
}
