import { formatDuration } from "../model/duration.ts";
import type { FailureMode } from "../model/failure_modes.ts";
import { paint, type Style } from "./style.ts";

/** What one fault of the demo gave. */
export interface DemoRow {
  /** What was spoken: `tcp`, `text`, … */
  readonly protocol: string;
  /** The fault that was made, in words. */
  readonly fault: string;
  /** The name that was said; `null` for healthy, or for nothing in time. */
  readonly mode: FailureMode | null;
  /** From the fault to its name, in milliseconds; absent where none came. */
  readonly namedMs?: number;
  /** The longest that this may take, in milliseconds. @default none */
  readonly limitMs?: number;
  /** From the repair to a session that works, in milliseconds. @default none */
  readonly backMs?: number;
  /** What is wrong, in words; empty where all is right. */
  readonly wrong: readonly string[];
  /** What else is to be said. @default {[]} */
  readonly remarks?: readonly string[];
}

const NAME_WIDTH = 20;

/** Renders what stands above the rows. */
export function demoHeading(style: Style): string {
  const times = ["NAMED", "LIMIT", "BACK"].map((it) => it.padStart(7)).join("");
  const name = "VERDICT".padEnd(NAME_WIDTH);
  return paint(`     ${times}  SPOKEN  ${name} FAULT`, "strong", style) + "\n";
}

/** Renders one row, as soon as it is there. */
export function demoRow(row: DemoRow, style: Style): string {
  const { protocol, fault, mode, namedMs, limitMs, backMs } = row;
  const { wrong, remarks = [] } = row;
  const mark = wrong.length === 0
    ? paint("right", "good", style)
    : paint("WRONG", "bad", style);
  const times = [namedMs, limitMs, backMs].map(timeOf).join("");
  const said = mode ?? (namedMs === undefined ? "nothing" : "healthy");
  const name = said.padEnd(NAME_WIDTH);
  return `${mark}${times}  ${protocol.padEnd(6)}  ${name} ${fault}\n` +
    [...remarks, ...wrong].map((reason) => `       ${reason}\n`).join("");
}

/** Renders what stands below the rows. */
export function demoSummary(rows: readonly DemoRow[], style: Style): string {
  const right = rows.filter(({ wrong }) => wrong.length === 0).length;
  const line = `${right} of ${rows.length} right: names and times`;
  return `\n${paint(line, right === rows.length ? "good" : "bad", style)}\n`;
}

function timeOf(ms: number | undefined): string {
  return (ms === undefined ? "" : formatDuration(ms)).padStart(7);
}
