import type { CheckedTarget, CheckReport } from "../model/check_report.ts";
import { scrub } from "../model/scrub.ts";
import { printableNames } from "./check_names.ts";
import { severityOf } from "./check_severity.ts";
import {
  failureLines,
  failureReason,
  findingPlace,
  findingTitle,
  summaryWords,
} from "./check_words.ts";

/** Longest text of one value. */
const MAX_VALUE_LENGTH = 500;

/**
 * Renders a check in version 14 of the Test Anything Protocol
 * (https://testanything.org), one test point a target with what was found as
 * YAML. Root causes stand before them as comments. A check that was interrupted
 * is one failure more, and bails out.
 */
export function checkTap(report: CheckReport): string {
  const { targets, findings, interrupted } = report;
  const names = printableNames(report);
  const points = targets.length + (interrupted ? 1 : 0);
  const plan = points === 0 ? "1..0 # SKIP no targets" : `1..${points}`;
  return [
    "TAP version 14",
    ...findings.map((finding) =>
      `# ${findingTitle(finding)}: ${findingPlace(finding)}`
    ),
    plan,
    ...targets.flatMap((target, index) =>
      testPoint(target, index + 1, names.get(target.name) ?? "")
    ),
    ...interrupted
      ? [
        `not ok ${points} - (interrupted)`,
        `Bail out! ${summaryWords(report)}`,
      ]
      : [`# ${summaryWords(report)}`],
    "",
  ].join("\n");
}

function testPoint(
  target: CheckedTarget,
  number: number,
  name: string,
): string[] {
  const point = `ok ${number} - ${escapeTap(name)}`;
  if (target.passed) return [point];
  const { diagnosis: { verdict, elapsedMs }, expected, proxy } = target;
  const [, ...more] = failureLines(target);
  const facts: readonly (readonly [string, string | number])[] = [
    ["message", yamlText(failureReason(target))],
    ["severity", severityOf(target)],
    ["target", yamlText(target.target)],
    ...proxy === null ? [] : [["proxy", yamlText(proxy)] as const],
    ["expected", expected],
    ["found", verdict?.mode ?? "healthy"],
    ["duration_ms", Math.round(elapsedMs * 1000) / 1000],
  ];
  return [
    `not ${point}`,
    "  ---",
    ...facts.map(([key, value]) => `  ${key}: ${value}`),
    ...more.length === 0 ? [] : ["  details: |"],
    // A space at the beginning would be taken for the depth of the block.
    ...more.map((line) => `    ${line.trim()}`),
    "  ...",
  ];
}

/** A `#` would begin a directive. */
function escapeTap(text: string): string {
  return text.replace(/[\\#]/g, "\\$&");
}

/** In single quotes nothing but they themselves has a meaning. */
function yamlText(text: string): string {
  return `'${scrub(text, MAX_VALUE_LENGTH).replaceAll("'", "''")}'`;
}
