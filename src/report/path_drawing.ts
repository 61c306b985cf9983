import { scrub } from "../model/scrub.ts";
import type { PathSegment, SegmentStatus } from "../model/verdict.ts";
import { type Paint, paint, sign, type Style } from "./style.ts";

const PAINT_BY_STATUS: Readonly<Record<SegmentStatus, Paint>> = {
  ok: "good",
  broken: "bad",
  degraded: "doubt",
  unknown: "faint",
};

/** Width of the shortest line that joins two segments, with its spaces. */
const JOINT_WIDTH = 4;

/** What stands for a subject that was not seen. */
export const UNKNOWN_SUBJECT = "?";

/** Longest subject: an IPv6 address with brackets and port has 47. */
export const MAX_SUBJECT = 48;

/** One segment as it is drawn: its name over what stands there. */
interface Cell {
  readonly name: string;
  readonly subject: string;
  readonly width: number;
  readonly status: SegmentStatus;
  /** Whether the line into it is whole. */
  readonly joined: boolean;
}

/**
 * Draws the path as a line of segments with what stands at each beneath it,
 * folded where it does not fit. The line is severed behind the break.
 *
 * @param path The path, nearest segment first.
 * @param style How it may look.
 * @param indent What each line begins with.
 * @returns The lines, without white space at their ends.
 */
export function drawPath(
  path: readonly PathSegment[],
  style: Style,
  indent: string,
): string[] {
  const room = style.width - indent.length;
  const reached = reachOf(path);
  const cells = path.map((part, index) =>
    cellOf(part, { style, room, joined: index <= reached })
  );
  return rowsOf(cells, room).flatMap((row, index) =>
    drawRow(row, style, indent, index === 0)
  );
}

/** The index up to which the line is whole: the break, or the last sighting. */
export function reachOf(path: readonly PathSegment[]): number {
  const broken = path.findIndex(({ status }) => status === "broken");
  return broken >= 0
    ? broken
    : path.findLastIndex(({ status }) => status !== "unknown");
}

function cellOf(
  { segment, subject, status }: PathSegment,
  { style, room, joined }: {
    readonly style: Style;
    readonly room: number;
    readonly joined: boolean;
  },
): Cell {
  const name = `${segment} ${sign(status, style)}`;
  const words = subject === UNKNOWN_SUBJECT
    ? ""
    : scrub(subject, Math.min(MAX_SUBJECT, room - JOINT_WIDTH));
  const width = Math.max(name.length, words.length);
  return { name, subject: words, width, status, joined };
}

/** As many cells on a row as fit; further rows begin with a joint. */
function rowsOf(cells: readonly Cell[], room: number): Cell[][] {
  const rows: Cell[][] = [];
  let used = 0;
  for (const cell of cells) {
    used += cell.width + JOINT_WIDTH;
    const row = rows.at(-1);
    if (row !== undefined && used <= room) {
      row.push(cell);
    } else {
      used = cell.width + (row === undefined ? 0 : JOINT_WIDTH);
      rows.push([cell]);
    }
  }
  return rows;
}

function drawRow(
  row: readonly Cell[],
  style: Style,
  indent: string,
  isFirst: boolean,
): string[] {
  let names = indent;
  let subjects = indent;
  let slack = 0;
  for (const [index, cell] of row.entries()) {
    if (index > 0 || !isFirst) {
      const line = sign(cell.joined ? "joined" : "severed", style);
      names += `${line.repeat(slack + JOINT_WIDTH - 2)} `;
      subjects += " ".repeat(JOINT_WIDTH - 1);
    }
    names += paint(cell.name, PAINT_BY_STATUS[cell.status], style) + " ";
    subjects += cell.subject.padEnd(cell.width + 1);
    slack = cell.width - cell.name.length;
  }
  return [names.trimEnd(), subjects.trimEnd()];
}
