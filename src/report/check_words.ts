import type {
  CheckedTarget,
  CheckFinding,
  CheckReport,
} from "../model/check_report.ts";
import { formatDuration } from "../model/duration.ts";
import { scrub } from "../model/scrub.ts";
import {
  evidenceOf,
  explanation,
  MAX_EVIDENCE,
  MAX_EXPLANATION_LENGTH,
} from "./evidence.ts";
import { verdictWords } from "./headline.ts";
import { observationSentence } from "./observation_sentence.ts";

/** Says in a few words how a check ended. */
export function summaryWords(report: CheckReport): string {
  const { targets, findings, elapsedMs, interrupted } = report;
  const failed = targets.filter(({ passed }) => !passed).length;
  const time = formatDuration(elapsedMs);
  if (interrupted) {
    return `interrupted after ${count(targets.length, "target")}, of which ` +
      `${failed} failed (${time})`;
  }
  if (failed === 0) {
    const as = targets.length === 1 ? "is as expected" : "are as expected";
    return `${count(targets.length, "target")} ${as} (${time})`;
  }
  const causes = findings.length === 0
    ? ""
    : `, ${count(findings.length, "cause")}`;
  return `${failed} of ${count(targets.length, "target")} failed${causes} ` +
    `(${time})`;
}

/** Writes a number with its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Says what is broken, in one line: the verdict and its mode. */
export function findingTitle({ verdict }: CheckFinding): string {
  return scrub(verdictWords(verdict), MAX_EXPLANATION_LENGTH);
}

/**
 * Says where it is broken and how many targets that breaks; where the observer
 * itself is at fault, of how many nothing can be said.
 */
export function findingPlace(finding: CheckFinding): string {
  const { segment, subject, victims } = finding;
  const broken = count(victims.length, "target");
  if (segment === "self") return `${broken} cannot be judged`;
  const place = [segment ?? "", scrub(subject)].filter((part) => part !== "");
  return `${place.join(" ") || "an unknown place"} breaks ${broken}`;
}

/** Says why a target failed, in one line. */
export function failureReason({ reason, diagnosis }: CheckedTarget): string {
  const { verdict } = diagnosis;
  const words = reason ??
    (verdict === null ? "it is not as expected" : verdictWords(verdict));
  return scrub(words, MAX_EXPLANATION_LENGTH);
}

/**
 * Tells the whole of a failed target, one line a thought: why, what was seen,
 * the path, the evidence, the next step.
 */
export function failureLines(target: CheckedTarget): string[] {
  const { diagnosis } = target;
  const { verdict, path } = diagnosis;
  const evidence = evidenceOf(diagnosis).slice(0, MAX_EVIDENCE);
  const parts = path.map(({ segment, subject, status }) =>
    `${segment} ${scrub(subject)} ${status}`
  );
  return [
    failureReason(target),
    ...verdict === null ? [] : [explanation(verdict)],
    ...parts.length === 0 ? [] : [`Path: ${parts.join(", ")}`],
    ...evidence.map((seen) =>
      `Evidence: ${observationSentence(seen, verdict?.detail)}`
    ),
    ...verdict === null ? [] : [`Next: ${scrub(verdict.advice)}`],
  ];
}
