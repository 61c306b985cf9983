import type { Observation, Outcome } from "./observation.ts";

/** The steps to a healthy answer, each of which waits for the one before. */
const STEPS: readonly Outcome[] = [
  "resolved",
  "connected",
  "tunnel-opened",
  "secured",
  "answered",
];

/**
 * How long it took from the name to the answer: what a client would wait. A
 * peer that promises no answer has given it when it was connected. Of several
 * addresses the quickest counts, since a client would go on with that one.
 *
 * @param observations What was seen.
 * @returns The sum of the steps, in milliseconds.
 */
export function latencyMs(observations: readonly Observation[]): number {
  return STEPS.reduce((sumMs, outcome) => {
    const times = observations.filter((one) => one.outcome === outcome)
      .map(({ tookMs }) => tookMs);
    return times.length === 0 ? sumMs : sumMs + Math.min(...times);
  }, 0);
}
