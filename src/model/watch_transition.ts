import type { Phase, StateName } from "./state.ts";
import type { Cause } from "./transition.ts";
import type { Verdict } from "./verdict.ts";

/** Name and version of the shape below. */
export const TRANSITION_SCHEMA = "faultline/transition@1";

/** A verdict without the observations that its evidence would point to. */
export type WatchVerdict = Omit<Verdict, "evidence">;

/**
 * One move of a watched target: `watch --format ndjson` prints it as it is.
 * Where `from` and `to` are equal, the verdict or `flapping` changed.
 */
export interface WatchTransition {
  /** {@linkcode TRANSITION_SCHEMA}. */
  readonly schema: typeof TRANSITION_SCHEMA;
  /** The target, as a URL without credentials. */
  readonly target: string;
  /** The proxy, as a URL without credentials; absent where there is none. */
  readonly proxy?: string;
  /** The state left. */
  readonly from: StateName;
  /** The state entered. */
  readonly to: StateName;
  /** What caused the move. */
  readonly cause: Cause;
  /** Whether a session exists or once did. */
  readonly phase: Phase;
  /** Beats without an answer; absent where none was missed. */
  readonly misses?: number;
  /** What is broken as far as known. */
  readonly verdict: WatchVerdict | null;
  /** Number of the outage that stands, begins or ends, from 1. */
  readonly outage?: number;
  /** When the next attempt is due, ISO 8601 in UTC. */
  readonly retryAt?: string;
  /** Present where outages come too often to tell each of them. */
  readonly flapping?: true;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
  /** Milliseconds since the target last answered, or since the start. */
  readonly sinceMs: number;
}
