import type {
  CheckedTarget,
  CheckFinding,
  CheckReport,
} from "../model/check_report.ts";
import { formatDuration } from "../model/duration.ts";
import { MAX_VICTIMS, printableNames, victimWords } from "./check_names.ts";
import { findingSign, severityOf } from "./check_severity.ts";
import {
  failureReason,
  findingPlace,
  findingTitle,
  summaryWords,
} from "./check_words.ts";
import { explain } from "./diagnosis_html.ts";
import { htmlPage, htmlSection } from "./html_page.ts";
import { type Markup, markup } from "./markup.ts";
import { pathSvg } from "./path_svg.ts";
import { PAGE_STYLE, sign } from "./style.ts";

/** How a result is marked in the table: its class and its sign. */
const MARKS = {
  ok: ["good", "✓"],
  warning: ["doubt", "~"],
  critical: ["bad", "✗"],
  unknown: ["unsure", "?"],
} as const;

/**
 * Renders a check as a page of its own: each root cause with the path of the
 * first target that it breaks, then all targets, failed ones first.
 */
export function checkHtml(report: CheckReport): string {
  const { passed, targets, findings, startedAt } = report;
  const names = printableNames(report);
  const byName = new Map(targets.map((target) => [target.name, target]));
  const inOrder = [
    ...targets.filter((target) => !target.passed),
    ...targets.filter((target) => target.passed),
  ];
  return htmlPage({
    kind: "Faultline check",
    heading: `${passed ? "✓" : "✗"} ${summaryWords(report)}`,
    paint: passed ? "good" : "bad",
    lines: [startedAt],
    body: [
      ...findings.map((finding) => cause(finding, names, byName)),
      ...targets.length === 0
        ? []
        : [htmlSection("Targets", targetTable(inOrder, names))],
    ],
  });
}

function cause(
  finding: CheckFinding,
  names: ReadonlyMap<string, string>,
  byName: ReadonlyMap<string, CheckedTarget>,
): Markup {
  const { victims, verdict } = finding;
  const path = byName.get(victims[0] ?? "")?.diagnosis.path ?? [];
  const mark = findingSign(finding);
  const heading = `${sign(mark, PAGE_STYLE)} ${findingTitle(finding)}`;
  return htmlSection(heading, [
    markup`<p>${findingPlace(finding)}: <code>${
      victimWords(finding, names, MAX_VICTIMS)
    }</code></p>\n`,
    pathSvg(path),
    ...explain(verdict),
  ], mark === "broken" ? "bad" : "doubt");
}

function targetTable(
  targets: readonly CheckedTarget[],
  names: ReadonlyMap<string, string>,
): Markup {
  const rows = targets.map((target) => {
    const { name, passed, diagnosis: { elapsedMs } } = target;
    const [look, mark] = MARKS[severityOf(target)];
    return markup`<tr class="${look}"><td class="word">${mark}</td><td><code>${
      names.get(name) ?? ""
    }</code></td><td>${
      passed ? whereOf(target) : failureReason(target)
    }</td>${markup`<td class="time">${formatDuration(elapsedMs)}</td>`}</tr>\n`;
  });
  return markup`<table>
<tr><th></th><th>Target</th><th></th><th></th></tr>
${rows}</table>
`;
}

function whereOf({ target, proxy }: CheckedTarget): string {
  return proxy === null ? target : `${target} through ${proxy}`;
}
