import type { Diagnosis } from "../../model/diagnosis.ts";
import type { CheckedTarget } from "../../model/check_report.ts";
import { verdictModes, verdictTitle } from "../../model/verdict_words.ts";
import { latencyMs } from "../../model/latency.ts";

/** What a target was expected to be like. */
export type Expectation = Pick<CheckedTarget, "expected" | "maxLatencyMs">;

/**
 * Whether a target is as it was expected to be.
 *
 * @param expectation The mode, and the longest time to an answer.
 * @param diagnosis What was found.
 * @returns The answer, and why it is not in one sentence.
 */
export function meets(
  { expected, maxLatencyMs }: Expectation,
  diagnosis: Diagnosis,
): Pick<CheckedTarget, "passed" | "reason"> {
  const { verdict } = diagnosis;
  if ((verdict?.mode ?? "healthy") !== expected) {
    const found = verdict === null ? "healthy" : verdictModes(verdict);
    const reason = verdict !== null && expected === "healthy"
      ? `${verdictTitle(verdict)} (${found})`
      : `Expected ${expected}, found ${found}`;
    return { passed: false, reason };
  }
  const tookMs = latencyMs(diagnosis.observations);
  if (maxLatencyMs === null || verdict !== null || tookMs <= maxLatencyMs) {
    return { passed: true, reason: null };
  }
  const reason = `Answered after ${round(tookMs)} ms, later than ` +
    `${round(maxLatencyMs)} ms`;
  return { passed: false, reason };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
