import { FAILURE_MODES, type FailureMode } from "../../model/failure_modes.ts";
import type { ObservedSegment } from "../../model/segment.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Evidence } from "./evidence.ts";

/** What a rule found. */
export interface Finding {
  /** The mode that fits best. */
  readonly mode: FailureMode;
  /**
   * Every mode that fits. @default {[mode]}
   */
  readonly candidates?: readonly FailureMode[];
  /**
   * The segment that is broken, where the catalogue leaves it open.
   * @default the catalogue's
   */
  readonly segment?: ObservedSegment;
  /** What was seen, in a sentence or two. */
  readonly detail: string;
  /** One line, where the catalogue's would mislead. @default the catalogue's */
  readonly title?: string;
  /** What to do, where the case is narrower. @default the catalogue's */
  readonly advice?: string;
  /** Indexes of the observations that the finding rests on. */
  readonly evidence: readonly number[];
}

/** A rule looks at the evidence and finds something, or nothing. */
export type Rule = (evidence: Evidence) => Finding | undefined;

/** Writes a finding out as a verdict. */
export function verdictOf(finding: Finding): Verdict {
  const entry = FAILURE_MODES[finding.mode];
  const candidates = finding.candidates ?? [finding.mode];
  const segment = finding.segment ?? entry.segment;
  const [only = null, ...others] = entry.cases;
  return {
    mode: finding.mode,
    case: others.length === 0 ? only : null,
    segment: segment === "any" || segment === "path" ? "gateway" : segment,
    certain: finding.mode !== "unknown" && candidates.length === 1 &&
      candidates[0] === finding.mode,
    candidates,
    title: finding.title ?? entry.title,
    detail: finding.detail,
    advice: finding.advice ?? entry.advice,
    evidence: finding.evidence,
  };
}
