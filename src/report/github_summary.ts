import type {
  CheckedTarget,
  CheckFinding,
  CheckReport,
} from "../model/check_report.ts";
import { scrub } from "../model/scrub.ts";
import { MAX_VICTIMS, printableNames, victimWords } from "./check_names.ts";
import {
  count,
  failureReason,
  findingPlace,
  findingTitle,
  summaryWords,
} from "./check_words.ts";
import { explanation } from "./evidence.ts";
import { type Markup, markup } from "./markup.ts";

/** Most failed targets in the table: GitHub takes 1 MiB of one step. */
const MAX_ROWS = 500;

/** Most causes, which are some 300 to 3000 bytes each. */
const MAX_CAUSES = 100;

/**
 * Renders a check for the page of a workflow run of GitHub Actions, whose file
 * is named by `GITHUB_STEP_SUMMARY`. It is HTML without an empty line, so that
 * nothing in it is taken for Markdown.
 */
export function githubSummary(report: CheckReport): string {
  const names = printableNames(report);
  const failed = report.targets.filter(({ passed }) => !passed);
  const sign = report.passed ? "✅" : "❌";
  return markup`<h3>${sign} Faultline: ${summaryWords(report)}</h3>
${causes(report.findings, names)}${
    failed.length === 0 ? [] : table(failed, names)
  }`.source;
}

function causes(
  findings: readonly CheckFinding[],
  names: ReadonlyMap<string, string>,
): Markup[] {
  const shown = findings.slice(0, MAX_CAUSES);
  const more = findings.length - shown.length;
  return [
    ...shown.map((finding) => cause(finding, names)),
    ...more > 0 ? [markup`<p>and ${count(more, "more cause")}</p>\n`] : [],
  ];
}

function cause(
  finding: CheckFinding,
  names: ReadonlyMap<string, string>,
): Markup {
  const { verdict } = finding;
  return markup`<p><b>${findingTitle(finding)}</b><br>
${findingPlace(finding)}: <code>${
    victimWords(finding, names, MAX_VICTIMS)
  }</code><br>
${explanation(verdict)}<br>
Next: ${scrub(verdict.advice)}</p>
`;
}

function table(
  failed: readonly CheckedTarget[],
  names: ReadonlyMap<string, string>,
): Markup {
  const rows = failed.slice(0, MAX_ROWS).map((target) =>
    markup`<tr><td><code>${names.get(target.name) ?? ""}</code></td><td>${
      failureReason(target)
    }</td></tr>
`
  );
  const more = failed.length - rows.length;
  const rest = more > 0
    ? markup`<tr><td colspan="2">and ${more} more</td></tr>\n`
    : [];
  return markup`<table>
<tr><th>Target</th><th>Why it failed</th></tr>
${rows}${rest}</table>
`;
}
