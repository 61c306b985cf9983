import type { EventKind, SessionEnd } from "./event.ts";
import type { Phase, StateName } from "./state.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Why a move was made: the class of its event, how the session ended, or
 * `refined` where better evidence renamed the outage that stands.
 */
export type Cause =
  | Exclude<EventKind, "session-ended">
  | SessionEnd
  | "refined";

/**
 * One move of the machine, or news about the state that it stays in: where
 * `from` and `to` are equal, the verdict or `flapping` changed.
 */
export interface Transition {
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
  readonly verdict: Verdict | null;
  /** The outage that it belongs to: the one that stands, begins or ends. */
  readonly outage?: number;
  /** When the next attempt is due, in ms on the monotonic clock. */
  readonly retryAtMs?: number;
  /** Whether outages come too often to tell each of them. */
  readonly flapping: boolean;
  /** When, in milliseconds on the monotonic clock. */
  readonly atMs: number;
  /**
   * Milliseconds since the target last answered before this, or since the
   * start while it never did.
   */
  readonly sinceMs: number;
}
