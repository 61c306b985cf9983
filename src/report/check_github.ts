import type { CheckFinding, CheckReport } from "../model/check_report.ts";
import { scrub } from "../model/scrub.ts";
import { MAX_VICTIMS, printableNames, victimWords } from "./check_names.ts";
import {
  failureReason,
  findingPlace,
  findingTitle,
  summaryWords,
} from "./check_words.ts";
import { explanation } from "./evidence.ts";

/**
 * Renders a check as workflow commands of GitHub Actions: one annotation for
 * each root cause, one for each failed target that none of them explains, and
 * a folded list of all that failed. GitHub shows ten errors of one step, so
 * that root causes come first.
 */
export function checkGithub(report: CheckReport): string {
  const names = printableNames(report);
  const failed = report.targets.filter(({ passed }) => !passed);
  const explained = new Set(report.findings.flatMap(({ victims }) => victims));
  return [
    ...report.interrupted
      ? [command("error", "Interrupted", summaryWords(report))]
      : [],
    ...report.findings.map((finding) => findingCommand(finding, names)),
    ...failed.filter(({ name }) => !explained.has(name)).map((target) =>
      command("error", names.get(target.name) ?? "", failureReason(target))
    ),
    ...failed.length === 0 ? [] : [
      `::group::${escapeData(summaryWords(report))}`,
      ...failed.map((target) =>
        `- ${names.get(target.name)}: ${failureReason(target)}`
      ),
      "::endgroup::",
    ],
    summaryWords(report),
    "",
    // The runner still obeys `##[command]` wherever it stands in a line.
  ].join("\n").replaceAll("##[", "# #[");
}

function findingCommand(
  finding: CheckFinding,
  names: ReadonlyMap<string, string>,
): string {
  const { verdict } = finding;
  return command(
    verdict.mode === "degraded" ? "warning" : "error",
    findingTitle(finding),
    [
      `${findingPlace(finding)}: ${victimWords(finding, names, MAX_VICTIMS)}`,
      explanation(verdict),
      `Next: ${scrub(verdict.advice)}`,
    ].join("\n"),
  );
}

function command(
  name: "error" | "warning",
  title: string,
  message: string,
): string {
  return `::${name} title=${escapeProperty(title)}::${escapeData(message)}`;
}

/** As `escapeData` of GitHub's own toolkit has it. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

/** As `escapeProperty` of GitHub's own toolkit has it. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
