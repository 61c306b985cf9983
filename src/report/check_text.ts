import type {
  CheckedTarget,
  CheckFinding,
  CheckReport,
} from "../model/check_report.ts";
import { formatDuration } from "../model/duration.ts";
import { scrub } from "../model/scrub.ts";
import { needsWords } from "./check_needs.ts";
import { findingSign, targetSign } from "./check_severity.ts";
import { printableNames, victimWords } from "./check_names.ts";
import {
  count,
  failureReason,
  findingPlace,
  findingTitle,
  summaryWords,
} from "./check_words.ts";
import { explanation } from "./evidence.ts";
import type { ReportOptions } from "./reporter.ts";
import { paint, plain, sign, type Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** Most victims that a finding names; the list of failed ones names more. */
const MAX_VICTIMS = 6;

/** Most causes that are told: two screens of text, nearest causes first. */
const MAX_CAUSES = 10;

/** Most failed targets that are listed: another screen. */
const MAX_FAILED = 50;

/** Most lines of causes where few words are wanted. */
const MAX_QUIET_LINES = 10;

/** How to see what was left out. */
const HOW_TO_SEE_ALL = "--verbose or --format json";

const INDENT = "  ";

/** How a check is told, and what is looked up for it. */
interface Telling extends ReportOptions {
  readonly names: ReadonlyMap<string, string>;
  readonly targets: ReadonlyMap<string, CheckedTarget>;
}

/**
 * Renders a check for a person, root causes first: what is broken with all
 * that it breaks, then each target that failed, then the sum in one line. Of
 * many causes and targets the first are told and the others counted, unless
 * all are asked for.
 */
export function checkText(report: CheckReport, options: ReportOptions): string {
  const { style, detail } = options;
  const telling = {
    ...options,
    names: printableNames(report),
    targets: new Map(report.targets.map((one) => [one.name, one])),
  };
  const paragraphs = detail === "quiet"
    ? [quietLines(report.findings, style)]
    : [
      ...causeParagraphs(report.findings, telling),
      targetLines(report.targets, telling),
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

/** A line for each kind of cause, with how many are of it. */
function quietLines(
  findings: readonly CheckFinding[],
  style: Style,
): string[] {
  const kinds = Map.groupBy(
    findings,
    (finding) => findingSign(finding) + findingTitle(finding),
  );
  const shown = [...kinds.values()].slice(0, MAX_QUIET_LINES);
  const told = shown.reduce((sum, { length }) => sum + length, 0);
  return [
    ...shown.flatMap(([first, ...others]) => {
      if (first === undefined) return [];
      const more = others.length === 0 ? "" : ` (${others.length + 1} causes)`;
      return titleLines(first, style, more);
    }),
    ...moreLines(findings.length - told, "more cause", style),
  ];
}

function titleLines(
  finding: CheckFinding,
  style: Style,
  more = "",
): string[] {
  const mark = findingSign(finding);
  const words = `${sign(mark, style)} ${findingTitle(finding)}${more}`;
  return wrap(words, style, INDENT, "").map((line) =>
    paint(line, mark === "broken" ? "bad" : "doubt", style)
  );
}

function causeParagraphs(
  findings: readonly CheckFinding[],
  telling: Telling,
): string[][] {
  const { style, detail } = telling;
  const shown = detail === "verbose" ? findings : findings.slice(0, MAX_CAUSES);
  return [
    ...shown.map((finding) => findingLines(finding, telling)),
    moreLines(findings.length - shown.length, "more cause", style),
  ];
}

/** Counts what was left out, if anything was. */
function moreLines(left: number, noun: string, style: Style): string[] {
  if (left === 0) return [];
  return wrap(`and ${count(left, noun)}: ${HOW_TO_SEE_ALL}`, style, INDENT, "");
}

function findingLines(
  finding: CheckFinding,
  { names, targets, style }: Telling,
): string[] {
  const { verdict } = finding;
  const place = `${findingPlace(finding)}: ${
    victimWords(finding, names, MAX_VICTIMS)
  }`;
  const why = needsWords(finding, targets) ?? explanation(verdict);
  return [
    ...titleLines(finding, style),
    ...wrap(place, style, `${INDENT}${INDENT}`, INDENT),
    ...wrap(why, style, INDENT),
    ...wrap(`Next: ${scrub(verdict.advice)}`, style, INDENT),
  ];
}

/** The failed ones, or all where everything was asked for. */
function targetLines(
  targets: readonly CheckedTarget[],
  { names, style, detail }: Telling,
): string[] {
  const failed = targets.filter(({ passed }) => !passed);
  const isAll = detail === "verbose";
  const shown = isAll ? targets : failed.slice(0, MAX_FAILED);
  if (shown.length === 0) return [];
  return [
    paint(isAll ? "Targets:" : "Failed:", "strong", style),
    ...shown.flatMap((target) => {
      const { name, passed, diagnosis: { elapsedMs } } = target;
      const words = passed ? formatDuration(elapsedMs) : failureReason(target);
      const mark = sign(targetSign(target), style);
      const line = `${mark} ${names.get(name) ?? scrub(name)}: ${words}`;
      return wrap(line, style, `${INDENT}${INDENT}`, INDENT);
    }),
    ...isAll
      ? []
      : moreLines(failed.length - shown.length, "more target", style),
  ];
}
