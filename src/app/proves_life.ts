import type { Observation, Outcome } from "../model/observation.ts";

/** What a machine does only while it lives. */
const SIGNS_OF_LIFE: readonly Outcome[] = [
  "connected",
  "refused",
  "echo-answered",
  "neighbour-answered",
];

/**
 * Whether the target's own machine or application was seen to live. A proxy or
 * a gateway that answers proves nothing about what is behind it.
 *
 * @param observations What a look at the path has seen.
 * @param isProxied Whether a proxy stands before the target.
 */
export function provesLife(
  observations: readonly Observation[],
  isProxied: boolean,
): boolean {
  return observations.some(({ segment, outcome }) =>
    segment === "session" && outcome === "answered" ||
    !isProxied && segment === "server" && SIGNS_OF_LIFE.includes(outcome)
  );
}
