import type { Observation, Outcome } from "../model/observation.ts";

/** How a connect ends at once for which this host has no route or address. */
const UNSENT: readonly Outcome[] = [
  "network-unreachable",
  "host-unreachable",
  "connect-failed",
];

/** Whether an attempt to connect may have ended before a packet was sent. */
export function mayBeUnsent({ outcome }: Observation): boolean {
  return UNSENT.includes(outcome);
}
