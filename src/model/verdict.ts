import type { FailureMode } from "./failure_modes.ts";
import type { ObservedSegment, Segment } from "./segment.ts";

/** The judgement over a set of observations. */
export interface Verdict {
  /** The mode that fits best: the first of the candidates, or their union. */
  readonly mode: FailureMode;
  /** Number in the six-case table; `null` where it is none or several. */
  readonly case: number | null;
  /** The segment that is broken, `self`, or `null` where unknown. */
  readonly segment: ObservedSegment | null;
  /** Whether the evidence leaves no other mode. */
  readonly certain: boolean;
  /** Every mode that fits the evidence; just `mode` when certain. */
  readonly candidates: readonly FailureMode[];
  /** One line in plain words. */
  readonly title: string;
  /** What was seen that proves it, in a sentence or two. */
  readonly detail: string;
  /** What to do next. */
  readonly advice: string;
  /** Indexes into the observations that the judgement rests on. */
  readonly evidence: readonly number[];
}

/** How a segment of the path looks. */
export type SegmentStatus = "ok" | "broken" | "degraded" | "unknown";

/** One segment of the drawn path. */
export interface PathSegment {
  /** Which segment. */
  readonly segment: Segment;
  /** What stands there: an interface, an address, `host:port`. */
  readonly subject: string;
  /** Whether it was seen to work; `unknown` behind a break unless seen. */
  readonly status: SegmentStatus;
}
