import type { Observation } from "../model/observation.ts";

/** Whether the machine that a connection is for answered a ping. */
export function answersPing(
  observations: readonly Observation[],
  address: string,
): boolean {
  return observations.some(({ outcome, detail }) =>
    outcome === "echo-answered" && detail.role === "target" &&
    detail.address === address
  );
}
