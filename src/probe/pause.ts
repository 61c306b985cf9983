import type { Io } from "../io/io.ts";

/**
 * Waits, and is content with less.
 *
 * @param io The world.
 * @param durationMs How long, in milliseconds.
 * @param signal Ends the wait early, without an error.
 * @returns Whether the whole time has passed.
 */
export async function pause(
  io: Io,
  durationMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await io.sleep(durationMs, signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
