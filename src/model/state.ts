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
