import type { EffectKind } from "../../model/effect.ts";
import type { EventKind } from "../../model/event.ts";
import type { StateName } from "../../model/state.ts";
import type { Cause } from "../../model/transition.ts";
import type { GuardName } from "./guards.ts";

/*
 * THEORY OF OPERATION
 *
 * One machine follows one target. It runs nothing and reads no clock: events
 * come with their time, and what is to be done leaves as effects, plain data.
 * A diagnosis runs through it once, cold: `start`, then the event that
 * `closingEvent()` makes of the verdict. A watch runs through it for good.
 *
 * Rule 1. Every move is in the table below, and nowhere else. The first move
 * whose condition holds is made; an event that has no move is illegal and
 * throws. `step.ts` keeps the books (times, counts, the outage), and decides
 * nothing.
 *
 * Rule 2. A new outage begins only after doubt: `offline` is entered from
 * `suspect`; or from `connecting`, where the path itself said no (a refusal, a
 * status, an alert), which leaves nothing to doubt. Inside an outage a failed
 * attempt leads back to `offline`: the outage that stands is taken up again,
 * and nothing new is stated. Better evidence then refines its verdict.
 *
 * Rule 3. The observer's troubles say nothing of the target. A verdict on this
 * program (`not-permitted`, `observer-…`) or `unknown` never leads to
 * `offline`: the target stays `suspect` with that verdict, and where no session
 * is open another attempt is waited for. That is where such a diagnosis ends:
 * "cannot tell" is doubt, neither health nor an outage. Only the last miss of
 * an open session leads to `offline` without a cause found, since unanswered
 * beats speak for themselves; and not even that where the observer was starved.
 *
 * Rule 4. Doubt about the path ends where the path is found whole. Doubt about
 * the session (a beat missed, the stream ended) ends only where the application
 * answers.
 *
 * Rule 5. When the clocks moved apart (sleep, or a clock that was set), ages
 * prove nothing: the detector forgets them, what was under way is dropped by
 * its epoch, the old session is asked, a new attempt follows if it is silent,
 * and for a while no new outage is stated, unless the target answers first.
 * Until it does, attempts go on: an old session without beats may never end.
 *
 * Rule 6. An old session and a new attempt compete; whichever answers first
 * makes the target `online`. The old one is closed when a new one stands, or
 * after a while.
 *
 * Rule 7. The epoch grows with each attempt and each session. Results of an
 * earlier one are ignored before the table is asked.
 */

/** One move: the line of the table that an event takes. */
export interface Move {
  /** The condition, by name; always, if absent. */
  readonly when?: GuardName;
  /**
   * The state entered; `same` stays and keeps what the event tells; `ignored`
   * changes nothing at all.
   */
  readonly to: StateName | "same" | "ignored";
  /** What is to be done. */
  readonly effects?: readonly EffectKind[];
  /** Whether the new state then judges the same event. */
  readonly again?: true;
  /** The cause to record, where the event's class would not say enough. */
  readonly cause?: Cause;
}

/** All moves: by state, then by class of event, then in order. */
export type TransitionTable = Readonly<
  Record<StateName, Partial<Record<EventKind, readonly Move[]>>>
>;

const STOP: readonly Move[] = [{ to: "stopped", effects: ["release"] }];

const WAKE: readonly Move[] = [
  { to: "connecting", effects: ["forget-ages", "beat", "connect"] },
];

const RECLASSIFY: readonly Move[] = [{ when: "known-outage", to: "same" }];

/** Signs that the path works again, which cut the wait short. */
const RECOVER: readonly Move[] = [
  { when: "spaced", to: "connecting", effects: ["connect"] },
  { to: "same", effects: ["wait"] },
];

/** All moves of the machine. */
export const TRANSITION_TABLE: TransitionTable = {
  "idle": {
    "start": [{ to: "connecting", effects: ["connect", "probe-path"] }],
    "stop": STOP,
  },

  // An attempt is under way; after an outage, an old session may compete.
  "connecting": {
    "connected": [{ to: "online", effects: ["close-old-session"] }],
    "answered": [
      { when: "session-open", to: "online", effects: ["cancel-attempt"] },
    ],
    "attempt-failed": [
      { when: "in-outage", to: "offline", effects: ["wait", "probe-path"] },
      { to: "suspect", effects: ["probe-path"] },
    ],
    "verdict": [
      { when: "answer", to: "offline", effects: ["cancel-attempt", "wait"] },
      {
        when: "claim-in-outage",
        to: "offline",
        effects: ["cancel-attempt", "wait"],
      },
      { when: "in-outage", to: "ignored" },
      { when: "works", to: "ignored" },
      { to: "suspect", again: true },
    ],
    "cleared": [{ to: "ignored" }],
    "session-ended": [{ to: "same" }],
    "beats-missed": [{ to: "ignored" }],
    "path-lost": [{ to: "same", effects: ["probe-path"] }],
    "path-regained": [{ to: "ignored" }],
    "reclassified": RECLASSIFY,
    "clock-jumped": WAKE,
    "stop": STOP,
  },

  // A session answers.
  "online": {
    "answered": [{ to: "same" }],
    "beats-missed": [
      { to: "suspect", effects: ["probe-path", "beat"], again: true },
    ],
    "session-ended": [{ to: "suspect", effects: ["probe-path"] }],
    "path-lost": [{ to: "suspect", effects: ["probe-path", "beat"] }],
    "path-regained": [{ to: "ignored" }],
    "verdict": [
      { when: "claim", to: "suspect", effects: ["probe-path", "beat"] },
      { when: "works", to: "same" },
      { to: "ignored" },
    ],
    "cleared": [{ to: "same" }],
    "reclassified": RECLASSIFY,
    "clock-jumped": WAKE,
    "stop": STOP,
  },

  // Something is amiss, and what it is has not been settled.
  "suspect": {
    "answered": [
      { when: "session-open", to: "online", effects: ["cancel-attempt"] },
    ],
    "connected": [{ to: "online", effects: ["close-old-session"] }],
    "attempt-failed": [{ to: "same", effects: ["probe-path"] }],
    "beats-missed": [
      {
        when: "observer-blamed",
        to: "same",
        effects: ["forget-ages", "probe-path"],
      },
      { when: "last-miss", to: "offline", effects: ["cancel-attempt", "wait"] },
      { to: "same" },
    ],
    "session-ended": [{ to: "same", effects: ["probe-path"] }],
    "path-lost": [{ to: "same", effects: ["probe-path"] }],
    "path-regained": [{ to: "same", effects: ["probe-path", "beat"] }],
    "verdict": [
      { when: "claim", to: "offline", effects: ["cancel-attempt", "wait"] },
      { when: "waking", to: "same", effects: ["wait"] },
      { when: "no-session", to: "same", effects: ["wait"] },
      { to: "same" },
    ],
    "cleared": [
      { when: "path-doubt", to: "online", effects: ["cancel-attempt"] },
      { when: "waking", to: "same", effects: ["wait"] },
      { when: "no-session", to: "same", effects: ["wait"] },
      { to: "same" },
    ],
    "retry-due": [{ to: "connecting", effects: ["connect"] }],
    "reclassified": RECLASSIFY,
    "clock-jumped": WAKE,
    "stop": STOP,
  },

  // An outage stands, and the next attempt is waited for.
  "offline": {
    "retry-due": [
      {
        when: "old-session-expired",
        to: "connecting",
        effects: ["close-old-session", "connect"],
      },
      { to: "connecting", effects: ["connect"] },
    ],
    "path-regained": RECOVER,
    "cleared": RECOVER,
    "answered": [
      { when: "session-open", to: "online", effects: ["cancel-attempt"] },
    ],
    "connected": [{ to: "online", effects: ["close-old-session"] }],
    "attempt-failed": [{ to: "ignored" }],
    "verdict": [
      { when: "claim-in-outage", to: "same", cause: "refined" },
      { to: "ignored" },
    ],
    "path-lost": [{ to: "same", effects: ["probe-path"] }],
    "session-ended": [{ to: "same" }],
    "beats-missed": [{ to: "ignored" }],
    "reclassified": RECLASSIFY,
    "clock-jumped": WAKE,
    "stop": STOP,
  },

  "stopped": {
    "stop": [{ to: "ignored" }],
  },
};
