/**
 * Waits.
 *
 * @param durationMs How long, in milliseconds.
 * @returns Fulfils when the time has passed.
 */
export function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
