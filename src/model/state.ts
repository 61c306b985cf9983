import type { Verdict } from "./verdict.ts";

/**
 * The states of a watched target. Waiting for the next attempt is `offline`
 * with a `retryAt`; degraded is `online` with a verdict.
 */
export const STATES = [
  "idle",
  "connecting",
  "online",
  "suspect",
  "offline",
  "stopped",
] as const;

/** One state of a watched target. */
export type StateName = typeof STATES[number];

/**
 * Whether a session exists or once did. The same fault shows different signs
 * in each phase.
 */
export type Phase = "before-connect" | "after-connect";

/** One outage: from the first `offline` until `online` again. */
export interface Outage {
  /** Number of the outage, counted from 1. */
  readonly id: number;
  /** When `offline` was entered, in milliseconds on the monotonic clock. */
  readonly startedAtMs: number;
}

/** How often the target went offline lately. */
export interface Flap {
  /** One for each outage, halved with each half-life since. */
  readonly penalty: number;
  /** When the penalty was reckoned, in ms on the monotonic clock. */
  readonly atMs: number;
  /** Whether the target goes down and up too often to tell each time. */
  readonly flapping: boolean;
}

/**
 * All that the machine knows of one target: a plain value that serialises to
 * JSON. Every time is in milliseconds on one monotonic clock.
 */
export interface State {
  /** The state. */
  readonly name: StateName;
  /** Whether a session exists or once did. */
  readonly phase: Phase;
  /** When the last event came. */
  readonly atMs: number;
  /** When this state was entered. */
  readonly enteredAtMs: number;
  /**
   * Grows with each attempt and each session. Results of what was begun in an
   * earlier epoch are ignored.
   */
  readonly epoch: number;
  /** Seed of the next random number. */
  readonly seed: number;
  /** When the target last answered; the start, while it never did. */
  readonly lastGoodMs: number;
  /** Beats without an answer so far. */
  readonly misses: number;
  /** Whether there is a session that may still answer, be it an old one. */
  readonly sessionOpen: boolean;
  /** What is broken as far as known. */
  readonly verdict: Verdict | null;
  /** The current outage. */
  readonly outage: Outage | null;
  /** Outages so far; the id of the newest. */
  readonly outages: number;
  /** When the last attempt began. */
  readonly attemptAtMs: number;
  /** The last delay before an attempt; `null` after a stable session. */
  readonly retryDelayMs: number | null;
  /** When the next attempt is due, while one is waited for. */
  readonly retryAtMs: number | null;
  /** When the clocks moved apart; `null` once the target answered since. */
  readonly wokeAtMs: number | null;
  /** How often the target went offline lately. */
  readonly flap: Flap;
}

/** The state that every machine begins in. */
export const INITIAL_STATE: State = {
  name: "idle",
  phase: "before-connect",
  atMs: 0,
  enteredAtMs: 0,
  epoch: 0,
  seed: 0,
  lastGoodMs: 0,
  misses: 0,
  sessionOpen: false,
  verdict: null,
  outage: null,
  outages: 0,
  attemptAtMs: 0,
  retryDelayMs: null,
  retryAtMs: null,
  wokeAtMs: null,
  flap: { penalty: 0, atMs: 0, flapping: false },
};
