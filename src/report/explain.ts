import {
  FAILURE_MODES,
  type FailureMode,
  type FailureModeEntry,
} from "../model/failure_modes.ts";
import { paint, plain, type Style } from "./style.ts";
import { wrap } from "./wrap.ts";

const MODES = Object.keys(FAILURE_MODES) as FailureMode[];

const HEADINGS = ["MODE", "CASE", "SEGMENT", "EXIT"];

/** Renders the catalogue as a table: mode, case, segment, exit code, title. */
export function explainAll(style: Style): string {
  const table = [
    [HEADINGS, "TITLE"] as const,
    ...MODES.map((mode) => rowOf(mode, FAILURE_MODES[mode])),
  ];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...table.map(([cells]) => cells[column]?.length ?? 0)) + 2
  );
  const lines = table.flatMap(([cells, title], index) => {
    const columns = cells.map((cell, column) =>
      cell.padEnd(widths[column] ?? 0)
    ).join("");
    const row = wrap(title, style, " ".repeat(columns.length), columns);
    return index === 0 ? row.map((one) => paint(one, "strong", style)) : row;
  });
  const more = "faultline explain MODE tells more of one.";
  return plain([...lines, "", more, ""].join("\n"), style);
}

function rowOf(mode: FailureMode, entry: FailureModeEntry) {
  const exit = entry.exitCode === null ? "3-7" : String(entry.exitCode);
  return [[mode, casesOf(entry), segmentOf(entry), exit], entry.title] as const;
}

/** Renders one entry of the catalogue. */
export function explainMode(mode: FailureMode, style: Style): string {
  const entry: FailureModeEntry = FAILURE_MODES[mode];
  const { title, before, after, causes, advice } = entry;
  const heading = (text: string) => paint(text, "strong", style);
  const lines = [
    `${heading(mode)}: ${title}`,
    "",
    `  ${placeOf(entry).join(", ")}`,
    "",
    heading("Signs before connecting"),
    ...wrap(before, style, "  "),
    "",
    heading("Signs after connecting"),
    ...wrap(after, style, "  "),
    "",
    heading("Likely causes"),
    ...causes.flatMap((cause) => wrap(cause, style, "    ", "  - ")),
    "",
    heading("What to do"),
    ...wrap(advice, style, "  "),
    "",
  ];
  return plain(lines.join("\n"), style);
}

function casesOf({ cases }: FailureModeEntry): string {
  return cases.length === 0 ? "-" : cases.join(", ");
}

function segmentOf({ segment }: FailureModeEntry): string {
  return segment ?? "-";
}

function placeOf(entry: FailureModeEntry): string[] {
  const { cases, segment, exitCode } = entry;
  return [
    ...cases.length === 0 ? [] : [`case ${casesOf(entry)}`],
    segment === null ? "no segment" : `segment ${segment}`,
    `exit code ${exitCode ?? "by the segment that is found"}`,
  ];
}
