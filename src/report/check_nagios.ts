import { latencyMs } from "../model/latency.ts";
import type { CheckReport } from "../model/check_report.ts";
import type { Diagnosis } from "../model/diagnosis.ts";
import { printableNames } from "./check_names.ts";
import { type CheckSeverity, severityOf } from "./check_severity.ts";
import {
  failureReason,
  findingPlace,
  findingTitle,
  summaryWords,
} from "./check_words.ts";
import type { ReportOptions } from "./reporter.ts";
import { plain, type Style } from "./style.ts";

/** Most bytes before the bar: lists of services show one line. */
const MAX_TEXT_BYTES = 2000;

/** Most bytes of all: NRPE carries 4096, with what it adds itself. */
const MAX_OUTPUT_BYTES = 4000;

const UNKNOWN = ["unknown", "UNKNOWN", 3] as const;

/** States, worst first, with their exit codes (plugin guidelines, 2.4). */
const STATES = [
  ["critical", "CRITICAL", 2],
  ["warning", "WARNING", 1],
  UNKNOWN,
  ["ok", "OK", 0],
] as const satisfies readonly (readonly [CheckSeverity, string, number])[];

/**
 * Renders a check as the one line of a monitoring plugin, with performance
 * data: how many targets there are and fail, then the time of each to its
 * answer as far as 4 kB reach, which is `U` where there was no healthy one
 * (https://www.monitoring-plugins.org/doc/guidelines.html).
 */
export function checkNagios(
  report: CheckReport,
  { style }: ReportOptions,
): string {
  const [, state] = stateOf(report);
  const names = printableNames(report);
  const explained = new Set(report.findings.flatMap(({ victims }) => victims));
  const failed = report.targets.filter(({ passed }) => !passed);
  const words = [
    summaryWords(report),
    ...report.findings.map((finding) =>
      `${findingTitle(finding)}: ${findingPlace(finding)}`
    ),
    ...failed.map((target) => {
      const name = names.get(target.name) ?? "";
      return explained.has(target.name)
        ? name
        : `${name}: ${failureReason(target)}`;
    }),
  ].join("; ");
  const text = textOf(state, words, style);
  return `${text} | ${performanceData(report, names, bytesOf(text))}\n`;
}

/** What a monitor is told where nothing could be checked at all. */
export function nagiosUnknown(words: string, style: Style): string {
  return `${textOf(UNKNOWN[1], words, style)}\n`;
}

/** The exit code of {@linkcode nagiosUnknown}. */
export const NAGIOS_UNKNOWN: 3 = UNKNOWN[2];

function textOf(state: string, words: string, style: Style): string {
  const line = plain(`FAULTLINE ${state} - ${words}`, style);
  return cut(line.replaceAll("|", "/"), MAX_TEXT_BYTES);
}

/** The exit code that monitors demand: 0, or 1 to 3 by how bad it is. */
export function nagiosExitCode(report: CheckReport): 0 | 1 | 2 | 3 {
  return stateOf(report)[2];
}

/** Nothing is known of the targets that an interruption leaves out. */
function stateOf(
  { targets, interrupted }: CheckReport,
): typeof STATES[number] {
  const severities = new Set(targets.map(severityOf));
  if (interrupted) severities.add("unknown");
  return STATES.find(([severity]) => severities.has(severity)) ?? STATES[3];
}

function performanceData(
  report: CheckReport,
  names: ReadonlyMap<string, string>,
  used: number,
): string {
  const { targets, elapsedMs } = report;
  const failed = targets.filter(({ passed }) => !passed).length;
  let data = `targets=${targets.length};;;0 ` +
    `failed=${failed};;0;0;${targets.length} time=${seconds(elapsedMs)};;;0`;
  for (const { name, maxLatencyMs, diagnosis } of targets) {
    const label = (names.get(name) ?? "").replace(/['=|]/g, "_");
    const limit = maxLatencyMs === null ? "" : maxLatencyMs / 1000;
    const next = ` '${label}'=${timeOf(diagnosis)};;${limit};0`;
    if (used + bytesOf(data) + bytesOf(next) > MAX_OUTPUT_BYTES) break;
    data += next;
  }
  return data;
}

/** What the limit is for, and not how long all looks took. */
function timeOf({ verdict, observations }: Diagnosis): string {
  return verdict === null ? seconds(latencyMs(observations)) : "U";
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(6)}s`;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function cut(text: string, maxBytes: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= maxBytes) return text;
  // As a stream, which holds back a character that is not whole.
  const decoder = new TextDecoder();
  const head = bytes.subarray(0, maxBytes - 3);
  return `${decoder.decode(head, { stream: true })}...`;
}
