import {
  FAILURE_MODES,
  type FailureMode,
  type FailureModeEntry,
} from "../model/failure_modes.ts";
import { paint, type Style, wrap } from "./style.ts";

const MODES = Object.keys(FAILURE_MODES) as FailureMode[];

/** Renders the catalogue as a table: mode, case, segment, exit code, title. */
export function explainAll(style: Style): string {
  const rows = MODES.map((mode) => {
    const entry: FailureModeEntry = FAILURE_MODES[mode];
    return [mode, cases(entry), segment(entry), exit(entry), entry.title];
  });
  const table = [["MODE", "CASE", "SEGMENT", "EXIT", "TITLE"], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0))
  );
  const lines = table.map((row, index) => {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ").trimEnd();
    return index === 0 ? paint(line, "strong", style) : line;
  });
  return [...lines, "", "faultline explain MODE tells more of one."]
    .join("\n") + "\n";
}

/** Renders one entry of the catalogue. */
export function explainMode(mode: FailureMode, style: Style): string {
  const entry: FailureModeEntry = FAILURE_MODES[mode];
  const heading = (text: string) => paint(text, "strong", style);
  return [
    `${heading(mode)}: ${entry.title}`,
    "",
    `  case ${cases(entry)}, segment ${segment(entry)}, exit code ${
      exit(entry)
    }`,
    "",
    heading("Signs before connecting"),
    ...wrap(entry.before, "  ", style),
    "",
    heading("Signs after connecting"),
    ...wrap(entry.after, "  ", style),
    "",
    heading("Likely causes"),
    ...entry.causes.map((cause) => `  - ${cause}`),
    "",
    heading("What to do"),
    ...wrap(entry.advice, "  ", style),
  ].join("\n") + "\n";
}

function cases(entry: FailureModeEntry): string {
  return entry.cases.length === 0 ? "-" : entry.cases.join(", ");
}

function segment(entry: FailureModeEntry): string {
  return entry.segment ?? "-";
}

function exit(entry: FailureModeEntry): string {
  return entry.exitCode === null ? "by segment" : String(entry.exitCode);
}
