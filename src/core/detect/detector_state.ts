import type { LocalHealth } from "./local_health.ts";
import type { RoundTrip } from "./round_trip.ts";

/**
 * By which rule a silent peer is dead: `miss-counter`, `credit` and `elapsed`
 * are the plain rules of the protocols; `two-stage` doubts early and confirms.
 */
export type DetectorRule = "miss-counter" | "credit" | "elapsed" | "two-stage";

/** What a detector decides by. */
export interface DetectorOptions {
  /** The rule. */
  readonly rule: DetectorRule;
  /** Time between beats, in milliseconds. */
  readonly intervalMs: number;
  /**
   * How many beats may go unanswered: the limit of the count, the credit at
   * the start, or the intervals of silence that are allowed.
   */
  readonly misses: number;
  /** Whether this end sends the beats. The rule `elapsed` never does. */
  readonly beats: boolean;
  /**
   * Whether a suspicion is looked into from outside the session. Without such
   * looks the two-stage rule waits longer before it is sure.
   *
   * @default {true}
   */
  readonly sideProbes?: boolean;
}

/**
 * All that a detector knows of one session: a plain value. Every time is in
 * milliseconds on one monotonic clock.
 */
export interface DetectorState {
  /** What it decides by. */
  readonly options: Required<DetectorOptions>;
  /** When `onTick()` is due; `null` once the peer was found dead. */
  readonly nextAtMs: number | null;
  /** When the next tick of the interval is due. */
  readonly beatAtMs: number;
  /** When the peer last gave a sign; delays of this process do not count. */
  readonly heardAtMs: number;
  /** Ticks without an answer, or the credit that is spent. */
  readonly count: number;
  /** When the suspicion began; `null` while there is none. */
  readonly suspectAtMs: number | null;
  /** Whether a sign from outside the session speaks against the suspicion. */
  readonly proven: boolean;
  /** Whether the sockets had their turn since the rule found the peer dead. */
  readonly looked: boolean;
  /** How long answers take. */
  readonly roundTrip: RoundTrip;
  /** How far this process can trust its own timers. */
  readonly health: LocalHealth;
}

/** Beats without an answer: what the event `beats-missed` says. */
export interface Missed {
  /** How many in a row, at least 1. */
  readonly misses: number;
  /** Whether the rule allows no more. */
  readonly last: boolean;
}

/** What one tick led to. */
export interface Tick {
  /** The state after it. */
  readonly state: DetectorState;
  /** Whether a beat is to be written now. */
  readonly beat: boolean;
  /** News for the machine; `null` when there is none. */
  readonly missed: Missed | null;
  /** Whether this process was late, so that nothing was judged. */
  readonly late: boolean;
}
