import { IoError } from "../io/io.ts";
import type { AttemptEnd } from "./counter_sign.ts";
import { startDeadline } from "./deadline.ts";
import type { ProbeContext } from "./probe.ts";

/** How a connect ended. */
export interface Attempt {
  /** In one word. */
  readonly end: AttemptEnd;
  /** Why it failed; absent where it connected or nothing came. */
  readonly error?: IoError | undefined;
}

/**
 * Connects and closes at once.
 *
 * @param peer A literal address and a port.
 * @param timeoutMs The longest wait, in milliseconds.
 * @param context The world and the signal.
 * @returns How it ended.
 */
export async function tryConnect(
  { address, port }: { readonly address: string; readonly port: number },
  timeoutMs: number,
  context: ProbeContext,
): Promise<Attempt> {
  const bound = startDeadline(context, timeoutMs);
  try {
    const { signal } = bound;
    const channel = await context.io.dial({ address, port, signal });
    channel.close();
    return { end: "connected" };
  } catch (error) {
    if (error instanceof IoError) {
      const isRefused = error.code === "ECONNREFUSED";
      return { end: isRefused ? "refused" : "failed", error };
    }
    if (bound.signal.aborted) return { end: "silent" };
    throw error;
  } finally {
    bound.stop();
  }
}
