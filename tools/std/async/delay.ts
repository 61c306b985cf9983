import { delay as untyped } from "deno-std/async/delay.js";

/** Options of {@linkcode delay}. */
export interface DelayOptions {
  /** Ends the wait early: the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Whether the wait keeps the process alive. */
  persistent?: boolean;
}

/** Typed `@std/async/delay`. */
export const delay: (ms: number, options?: DelayOptions) => Promise<void> =
  untyped;
