import type { PathSegment, SegmentStatus } from "../model/verdict.ts";
import { type Paint, paint, sign, type Style } from "./style.ts";

const PAINT_BY_STATUS: Readonly<Record<SegmentStatus, Paint>> = {
  ok: "good",
  broken: "bad",
  degraded: "doubt",
  unknown: "faint",
};

/**
 * Draws the path as a line of segments, folded where it does not fit. What
 * joins two segments is severed behind the break.
 *
 * @param path The path, nearest segment first.
 * @param style How it may look.
 * @returns The lines.
 */
export function drawPath(path: readonly PathSegment[], style: Style): string[] {
  const lines: string[] = [];
  let line = "";
  let length = 0;
  let whole = true;
  for (const part of path) {
    const { segment, subject, status } = part;
    const text = `${segment} ${subject} ${sign(status, style)}`;
    const joint = lines.length === 0 && length === 0
      ? ""
      : ` ${sign(whole ? "joined" : "severed", style)} `;
    const painted = paint(text, PAINT_BY_STATUS[status], style);
    if (length > 0 && length + joint.length + text.length > style.width) {
      lines.push(line);
      line = "  " + joint.trimStart() + painted;
      length = 1 + joint.length + text.length;
    } else {
      line += joint + painted;
      length += joint.length + text.length;
    }
    if (status !== "ok" && status !== "degraded") whole = false;
  }
  return [...lines, line];
}
