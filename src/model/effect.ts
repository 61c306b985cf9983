/**
 * Every effect that the machine asks for, with what its runner does. The
 * machine itself runs nothing.
 */
export const EFFECTS = {
  "connect": "begin one attempt, in place of any in flight; it ends in " +
    "connected or attempt-failed",
  "cancel-attempt": "end the attempt in flight, if there is one",
  "wait": "report retry-due at the due time; replaces an earlier wait",
  "probe-path": "look at the path; it ends in verdict or cleared",
  "beat": "ask the open session at once, if there is one",
  "forget-ages": "let the detector count from now: the past proves nothing",
  "close-old-session": "close the session that was there before, if any",
  "release": "close, cancel and end everything",
} as const;

/** One kind of effect. */
export type EffectKind = keyof typeof EFFECTS;

/** Something to do, as data. */
export interface Effect {
  /** What to do. */
  readonly kind: EffectKind;
  /**
   * The epoch in which it begins; its result carries it back. An effect that
   * is not due yet when the machine's epoch changes is dropped.
   */
  readonly epoch: number;
  /** When to do it, in milliseconds on the monotonic clock. */
  readonly dueAtMs: number;
}
