import type { FailureMode } from "../../src/model/failure_modes.ts";
import type { Observation } from "../../src/model/observation.ts";

/** What a golden scenario demands. */
export interface Expected {
  /** The fault's own name, or `null` where nothing was broken. */
  readonly truth: FailureMode | null;
  readonly mode: FailureMode | null;
  readonly candidates: readonly FailureMode[];
  readonly certain: boolean;
  readonly segment: string | null;
  readonly state: string;
  readonly transitions: readonly (readonly string[])[];
}

/** One golden scenario: a fault as it was seen, and what must be said. */
export interface Scenario {
  readonly name: string;
  readonly observations: readonly Observation[];
  readonly expected: Expected;
}

/** Takes what stands in the two files of a scenario at its word. */
export function scenario(
  name: string,
  observations: unknown,
  expected: unknown,
): Scenario {
  return {
    name,
    observations: observations as readonly Observation[],
    expected: expected as Expected,
  };
}
