import { formatDuration } from "../model/duration.ts";
import { FAILURE_MODES, type FailureMode } from "../model/failure_modes.ts";
import { paint, type Style } from "./style.ts";

/** What one step of the demo gave. */
export interface DemoRow {
  /** The fault that was made, in words. */
  readonly fault: string;
  /** The name that was given; `null` for healthy. */
  readonly mode: FailureMode | null;
  /** How long it took, in milliseconds. */
  readonly elapsedMs: number;
  /** Whether the name is the right one. */
  readonly right: boolean;
}

/** Tells one step of the demo as it happens. */
export function demoStory(row: DemoRow, style: Style): string {
  const title = row.mode === null
    ? "Healthy"
    : `${FAILURE_MODES[row.mode].title} [${row.mode}]`;
  const took = formatDuration(row.elapsedMs);
  return `${paint("Fault:", "strong", style)} ${row.fault}\n` +
    `  ${title}, said after ${took}\n`;
}

function tableRow(row: DemoRow, style: Style): string {
  const { fault, mode, elapsedMs, right } = row;
  const mark = right
    ? paint("right", "good", style)
    : paint("WRONG", "bad", style);
  const took = formatDuration(elapsedMs).padStart(7);
  return `${mark} ${took}  ${(mode ?? "healthy").padEnd(21)} ${fault}\n`;
}

/** Renders the table at the end of the demo. */
export function demoTable(rows: readonly DemoRow[], style: Style): string {
  const right = rows.filter((row) => row.right).length;
  const heading = paint(
    `${"".padEnd(13)}  ${"VERDICT".padEnd(21)} FAULT`,
    "strong",
    style,
  );
  return [
    `\n${heading}\n`,
    ...rows.map((row) => tableRow(row, style)),
    `\n${right} of ${rows.length} verdicts right\n`,
  ].join("");
}
