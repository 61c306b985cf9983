import type { CheckReport } from "../model/check_report.ts";
import { scrub } from "../model/scrub.ts";
import { printableNames } from "./check_names.ts";

/** Labels of one sample, and its value. */
type Sample = readonly [labels: Readonly<Record<string, string>>, number];

/** A target, with the label that every sample of it carries. */
type Named = CheckReport["targets"][number] & {
  readonly labelled: { readonly name: string };
};

/** Longest value of a label. */
const MAX_LABEL_LENGTH = 250;

/**
 * Renders a check in the text format of Prometheus, as for the textfile
 * collector of its node exporter. Times are seconds.
 */
export function checkPrometheus(report: CheckReport): string {
  return wholeFamilies(report) + targetFamilies(report) +
    findingFamily(report);
}

function wholeFamilies(report: CheckReport): string {
  const { targets, passed, interrupted, startedAt, elapsedMs } = report;
  const failed = targets.filter((target) => !target.passed).length;
  return [
    gauge("check_success", "Whether all targets are as expected.", [
      [{}, Number(passed)],
    ]),
    gauge("check_interrupted", "Whether targets are left out.", [
      [{}, Number(interrupted ?? false)],
    ]),
    gauge("check_targets", "How many targets were checked.", [
      [{}, targets.length],
    ]),
    gauge("check_failed_targets", "How many targets are not as expected.", [
      [{}, failed],
    ]),
    gauge("check_duration_seconds", "How long the check took.", [
      [{}, seconds(elapsedMs)],
    ]),
    gauge("check_start_timestamp_seconds", "When the check began.", [
      [{}, Date.parse(startedAt) / 1000],
    ]),
  ].join("");
}

function targetFamilies(report: CheckReport): string {
  const names = printableNames(report);
  const targets: readonly Named[] = report.targets.map((target) => ({
    ...target,
    labelled: { name: names.get(target.name) ?? "" },
  }));
  return [
    gauge(
      "target_info",
      "What the target is, with its own labels.",
      targets.map(({ labelled, target, proxy, labels }) => [
        { ...labelled, target, proxy: proxy ?? "", ...ownLabels(labels) },
        1,
      ]),
    ),
    gauge(
      "target_up",
      "Whether the target is healthy.",
      targets.map(({ labelled, diagnosis: { healthy } }) => [
        labelled,
        Number(healthy),
      ]),
    ),
    gauge(
      "target_as_expected",
      "Whether the target is as expected, in time.",
      targets.map(({ labelled, passed }) => [labelled, Number(passed)]),
    ),
    gauge(
      "target_duration_seconds",
      "How long the diagnosis of the target took.",
      targets.map(({ labelled, diagnosis }) => [
        labelled,
        seconds(diagnosis.elapsedMs),
      ]),
    ),
    failureFamily(targets),
  ].join("");
}

function failureFamily(targets: readonly Named[]): string {
  return gauge(
    "target_failure",
    "What is broken on the path to the target.",
    targets.flatMap(({ labelled, diagnosis: { verdict } }) =>
      verdict === null ? [] : [
        [{
          ...labelled,
          mode: verdict.mode,
          segment: verdict.segment ?? "unknown",
          certain: String(verdict.certain),
        }, 1] as const,
      ]
    ),
  );
}

function findingFamily({ findings }: CheckReport): string {
  return gauge(
    "finding_victims",
    "How many targets one root cause breaks; 1 is the nearest cause.",
    findings.map(({ segment, subject, verdict, victims }, index) => [{
      finding: String(index + 1),
      mode: verdict.mode,
      segment: segment ?? "unknown",
      subject,
    }, victims.length]),
  );
}

/** A clock tells no more than microseconds; the rest is rounding. */
function seconds(durationMs: number): number {
  return Number((durationMs / 1000).toFixed(6));
}

function gauge(
  name: string,
  help: string,
  samples: readonly Sample[],
): string {
  if (samples.length === 0) return "";
  const full = `faultline_${name}`;
  const lines = samples.map(([labels, value]) =>
    `${full}${labelText(labels)} ${value}\n`
  );
  return `# HELP ${full} ${help}\n# TYPE ${full} gauge\n${lines.join("")}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) =>
    `${name}="${escapeLabel(value)}"`
  );
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

/** As the text format has it; line feeds have been scrubbed. */
function escapeLabel(value: string): string {
  return scrub(value, MAX_LABEL_LENGTH).replace(/[\\"]/g, "\\$&");
}

/** The file's labels, under names that nothing else has. */
function ownLabels(
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(labels)) {
    const base = `label_${name.replace(/[^A-Za-z0-9_]/g, "_")}`;
    let free = base;
    for (let number = 2; free in own; number++) free = `${base}_${number}`;
    own[free] = value;
  }
  return own;
}
