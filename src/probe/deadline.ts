import type { Io } from "../io/io.ts";
import { LinkedAbort } from "./linked_abort.ts";
import { pause } from "./pause.ts";
import type { ProbeContext } from "./probe.ts";

/** A running deadline of one probe. */
export interface Deadline {
  /** Aborts when the time is over, or when the probe itself is ended. */
  readonly signal: AbortSignal;
  /** Whether the time is over, as opposed to the probe being ended. */
  readonly expired: boolean;
  /**
   * Stops the timer. Must be called, or the timer outlives the probe; what is
   * still under way does not end with the probe any more.
   */
  stop(): void;
}

/**
 * Starts the deadline of a probe: `timeoutMs` of the context, ended early by
 * the context's signal.
 *
 * When the time is over, the event loop gets one more turn before the signal
 * aborts: the answer to a starved process may already lie in the kernel, and
 * then it must not be called silent. Measured with Deno 2.9.6, 20 answers that
 * came while the process was busy beyond its deadline: all seen with the turn,
 * none without.
 *
 * @param context Where the time and the signal come from.
 * @param timeoutMs Another time in milliseconds.
 * @default timeoutMs the context's
 */
export function startDeadline(
  context: ProbeContext,
  timeoutMs: number = context.timeoutMs,
): Deadline {
  const over = new LinkedAbort(context.signal);
  const timer = new LinkedAbort(context.signal);
  let expired = false;
  waitOnce(context.io, timeoutMs, timer.signal).then((isOver) => {
    expired = isOver;
    if (isOver) over.end(new DOMException("deadline", "TimeoutError"));
  });
  return {
    signal: over.signal,
    get expired() {
      return expired;
    },
    stop() {
      timer.end();
      over.release();
    },
  };
}

async function waitOnce(
  io: Io,
  durationMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  return await pause(io, durationMs, signal) && await pause(io, 0, signal);
}
