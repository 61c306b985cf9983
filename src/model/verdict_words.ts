import type { Verdict } from "./verdict.ts";

/** Whether the mode is one candidate among others, and stands for none. */
export function isOpen({ candidates, mode }: Verdict): boolean {
  return candidates.length > 1 && candidates.includes(mode);
}

/**
 * A mode that stands for its candidates says only what was seen. Where it is
 * one candidate among others, naming it alone would be a guess.
 */
export function verdictTitle(verdict: Verdict): string {
  const { title, candidates } = verdict;
  return isOpen(verdict)
    ? `Cannot tell which of ${candidates.length} it is`
    : title;
}

/** The mode, or all that fit where none stands for the others. */
export function verdictModes({ candidates, mode }: Verdict): string {
  return candidates.includes(mode) ? candidates.join(", or ") : mode;
}
