import type { Diagnosis } from "../model/diagnosis.ts";
import type { Observation } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { Verdict } from "../model/verdict.ts";

/** Most pieces of evidence that are told unless all are asked for. */
export const MAX_EVIDENCE = 6;

/** Most characters of an explanation: two sentences with a peer's words. */
export const MAX_EXPLANATION_LENGTH = 500;

/** Says what was seen. */
export function explanation({ detail }: Verdict): string {
  return scrub(detail, MAX_EXPLANATION_LENGTH);
}

/** What proves the verdict, in the verdict's order; none without one. */
export function evidenceOf(
  { verdict, observations }: Pick<Diagnosis, "verdict" | "observations">,
): readonly Observation[] {
  return (verdict?.evidence ?? []).flatMap((index) =>
    observations[index] ?? []
  );
}
