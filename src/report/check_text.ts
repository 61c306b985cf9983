import type {
  CheckedTarget,
  CheckFinding,
  CheckReport,
} from "../model/check_report.ts";
import { formatDuration } from "../model/duration.ts";
import { scrub } from "../model/scrub.ts";
import { findingSign } from "./check_severity.ts";
import { printableNames, victimWords } from "./check_names.ts";
import {
  failureReason,
  findingPlace,
  findingTitle,
  summaryWords,
} from "./check_words.ts";
import { explanation } from "./evidence.ts";
import type { ReportOptions } from "./reporter.ts";
import { paint, plain, sign, type Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** Most victims that a finding names; the list of failed ones names all. */
const MAX_VICTIMS = 6;

const INDENT = "  ";

/**
 * Renders a check for a person, root causes first: what is broken with all
 * that it breaks, then each target that failed, then the sum in one line.
 */
export function checkText(report: CheckReport, options: ReportOptions): string {
  const { style, detail } = options;
  const names = printableNames(report);
  const paragraphs = detail === "quiet"
    ? report.findings.map((finding) => titleLines(finding, style))
    : [
      ...report.findings.map((finding) => findingLines(finding, names, style)),
      targetLines(report.targets, names, options),
    ];
  const [mark, colour] = report.passed
    ? ["ok", "good"] as const
    : ["broken", "bad"] as const;
  const summary = paint(
    `${sign(mark, style)} ${summaryWords(report)}`,
    colour,
    style,
  );
  const text = [...paragraphs, [summary]].filter(({ length }) => length > 0)
    .map((lines) => lines.join("\n"))
    .join(detail === "quiet" ? "\n" : "\n\n");
  return plain(`${text}\n`, style);
}

function titleLines(finding: CheckFinding, style: Style): string[] {
  const mark = findingSign(finding);
  const words = `${sign(mark, style)} ${findingTitle(finding)}`;
  return wrap(words, style, INDENT, "").map((line) =>
    paint(line, mark === "broken" ? "bad" : "doubt", style)
  );
}

function findingLines(
  finding: CheckFinding,
  names: ReadonlyMap<string, string>,
  style: Style,
): string[] {
  const { verdict } = finding;
  const place = `${findingPlace(finding)}: ${
    victimWords(finding, names, MAX_VICTIMS)
  }`;
  return [
    ...titleLines(finding, style),
    ...wrap(place, style, `${INDENT}${INDENT}`, INDENT),
    ...wrap(explanation(verdict), style, INDENT),
    ...wrap(`Next: ${scrub(verdict.advice)}`, style, INDENT),
  ];
}

/** The failed ones, or all where everything was asked for. */
function targetLines(
  targets: readonly CheckedTarget[],
  names: ReadonlyMap<string, string>,
  { style, detail }: ReportOptions,
): string[] {
  const shown = detail === "verbose"
    ? targets
    : targets.filter(({ passed }) => !passed);
  if (shown.length === 0) return [];
  const heading = detail === "verbose" ? "Targets:" : "Failed:";
  return [
    paint(heading, "strong", style),
    ...shown.flatMap((target) => {
      const { name, passed, diagnosis: { elapsedMs } } = target;
      const words = passed ? formatDuration(elapsedMs) : failureReason(target);
      const mark = sign(passed ? "ok" : "broken", style);
      const line = `${mark} ${names.get(name) ?? scrub(name)}: ${words}`;
      return wrap(line, style, `${INDENT}${INDENT}`, INDENT);
    }),
  ];
}
