/** Cuts a duration to whole microseconds: the clock is no finer. */
export function roundMs(durationMs: number): number {
  return Math.round(durationMs * 1000) / 1000;
}
