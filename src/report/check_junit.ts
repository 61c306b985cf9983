import type { CheckedTarget, CheckReport } from "../model/check_report.ts";
import { printableNames } from "./check_names.ts";
import { severityOf } from "./check_severity.ts";
import {
  failureLines,
  failureReason,
  findingPlace,
  findingTitle,
  summaryWords,
} from "./check_words.ts";
import { explanation } from "./evidence.ts";
import { type Markup, markup, markupLines } from "./markup.ts";

/** Where the fraction of a second begins in ISO 8601. */
const SECONDS_END = 19;

/**
 * Renders a check as JUnit XML, one test case a target, as the schemas of
 * Apache Ant and of Jenkins' xUnit plugin both have it: a failure where a
 * target is not as expected, an error where nothing can be said of it. Root
 * causes stand in `system-out`. A check that was interrupted is one error more.
 */
export function checkJunit(report: CheckReport): string {
  const { targets, startedAt, elapsedMs, interrupted } = report;
  const left = interrupted ? [interruption(report)] : [];
  const names = printableNames(report);
  const severities = targets.map(severityOf);
  const errors = severities.filter((severity) => severity === "unknown");
  const passed = severities.filter((severity) => severity === "ok");
  const failures = targets.length - errors.length - passed.length;
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="faultline check" package="faultline" id="0" tests="${
    targets.length + left.length
  }" failures="${failures}" errors="${
    errors.length + left.length
  }" skipped="0" time="${seconds(elapsedMs)}" timestamp="${
    startedAt.slice(0, SECONDS_END)
  }" hostname="localhost">
    <properties/>
${
    targets.map((target) => testCase(target, names.get(target.name) ?? ""))
  }${left}    <system-out>${causes(report)}</system-out>
    <system-err/>
  </testsuite>
</testsuites>
`.source;
}

function testCase(target: CheckedTarget, name: string): Markup {
  const time = seconds(target.diagnosis.elapsedMs);
  const head =
    markup`<testcase name="${name}" classname="faultline.check" time="${time}"`;
  const severity = severityOf(target);
  if (severity === "ok") return markup`    ${head}/>\n`;
  const type = target.diagnosis.verdict?.mode ?? "not-as-expected";
  const element = severity === "unknown" ? markup`error` : markup`failure`;
  const lines = markupLines(failureLines(target));
  return markup`    ${head}>
      <${element} type="${type}" message="${
    failureReason(target)
  }">${lines}</${element}>
    </testcase>
`;
}

function interruption(report: CheckReport): Markup {
  return markup`    <testcase name="(interrupted)" classname="faultline.check" time="${
    seconds(0)
  }">
      <error type="interrupted" message="${summaryWords(report)}"/>
    </testcase>
`;
}

function causes(report: CheckReport): Markup {
  return markupLines([
    ...report.findings.flatMap((finding) => [
      `${findingTitle(finding)}: ${findingPlace(finding)}`,
      explanation(finding.verdict),
    ]),
    summaryWords(report),
  ]);
}

/** Seconds with three digits, since a schema knows no exponent. */
function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
