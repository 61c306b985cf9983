import type { Verdict } from "./verdict.ts";

/**
 * Every class of event, with what it says. What causes an event (a detector, a
 * probe, the kernel's link messages) is not the machine's business.
 */
export const EVENTS = {
  "start": "the watch or the diagnosis begins",
  "stop": "the user or the caller ends it",
  "connected": "the attempt led to a session that answers",
  "attempt-failed": "the attempt ended without a session",
  "answered": "bytes of the far application came on the session",
  "beats-missed": "beats went without an answer",
  "session-ended": "the session was closed or reset, or a send failed",
  "path-lost": "a link, an address or a route went away",
  "path-regained": "a link, an address, a route or a host on the path is back",
  "verdict": "the evidence was judged: something is broken",
  "cleared": "the evidence was judged: nothing is broken",
  "reclassified": "somebody who saw more names the cause of an outage",
  "retry-due": "the wait for the next attempt is over",
  "clock-jumped": "the clocks moved apart: the machine slept, or was set",
} as const;

/** One class of event. */
export type EventKind = keyof typeof EVENTS;

/** How a session ended. */
export type SessionEnd = "session-closed" | "session-reset" | "send-failed";

/** What every event has. */
export interface TimedEvent {
  /** When it became known, in milliseconds on the monotonic clock. */
  readonly atMs: number;
}

/** What every result of something begun earlier has. */
export interface ResultEvent extends TimedEvent {
  /** The epoch of the effect that it answers. */
  readonly epoch: number;
}

/** The watch or the diagnosis begins. */
export interface StartEvent extends TimedEvent {
  /** The class of event. */
  readonly kind: "start";
  /** Seed of the reconnect delays: a random integer, so that clients differ. */
  readonly seed: number;
}

/** Events that tell no more than that they came. */
export interface PlainEvent extends TimedEvent {
  /** The class of event. */
  readonly kind:
    | "stop"
    | "answered"
    | "path-lost"
    | "path-regained"
    | "clock-jumped";
}

/** The results that tell no more than that they came. */
export interface PlainResult extends ResultEvent {
  /** The class of event. */
  readonly kind: "attempt-failed" | "cleared" | "retry-due";
}

/** The attempt led to a session that answers as its protocol promises. */
export interface ConnectedEvent extends ResultEvent {
  /** The class of event. */
  readonly kind: "connected";
  /** What is wrong nevertheless: `degraded`, `family-broken`. */
  readonly verdict: Verdict | null;
}

/** Beats went without an answer. */
export interface BeatsMissedEvent extends TimedEvent {
  /** The class of event. */
  readonly kind: "beats-missed";
  /** How many in a row, at least 1. */
  readonly misses: number;
  /** Whether the detector's rule allows no more. */
  readonly last: boolean;
}

/** The session is over on this side of the path. */
export interface SessionEndedEvent extends TimedEvent {
  /** The class of event. */
  readonly kind: "session-ended";
  /** How it ended. */
  readonly cause: SessionEnd;
}

/** The evidence was judged. */
export interface VerdictEvent extends ResultEvent {
  /** The class of event. */
  readonly kind: "verdict";
  /** The judgement. */
  readonly verdict: Verdict;
}

/** Somebody who saw more (an agent's journal) names the cause of an outage. */
export interface ReclassifiedEvent extends TimedEvent {
  /** The class of event. */
  readonly kind: "reclassified";
  /** The outage, current or past. */
  readonly outage: number;
  /** Its cause. */
  readonly verdict: Verdict;
}

/** All that can happen to the machine. */
export type MachineEvent =
  | StartEvent
  | PlainEvent
  | PlainResult
  | ConnectedEvent
  | BeatsMissedEvent
  | SessionEndedEvent
  | VerdictEvent
  | ReclassifiedEvent;
