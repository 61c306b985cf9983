import { scrub } from "../model/scrub.ts";
import type { PathSegment, SegmentStatus } from "../model/verdict.ts";
import { type Markup, markup } from "./markup.ts";
import { MAX_SUBJECT, reachOf, UNKNOWN_SUBJECT } from "./path_drawing.ts";

/** How a segment looks: its class and its sign, so that colour is not all. */
const LOOKS: Readonly<Record<SegmentStatus, readonly [string, string]>> = {
  ok: ["good", "✓"],
  broken: ["bad broken", "✗"],
  degraded: ["doubt", "~"],
  unknown: ["unsure", "?"],
};

/** Room for one segment. */
const COLUMN = 136;

/** Least room for one segment where the window is narrow. */
const MIN_COLUMN = 100;

/** Characters of a subject on one line: 12 px of a fixed font are 7.3 wide. */
const LINE_LENGTH = 17;

/** Where the line of segments runs, and where the subjects begin. */
const [LINE_Y, NAME_Y, SUBJECT_Y, SUBJECT_STEP] = [26, 66, 84, 16] as const;

const RADIUS = 18;

/**
 * Draws the path as an SVG to stand in a page: one circle a segment, what
 * stands there beneath it. The line is severed behind the break.
 *
 * @param path The path, nearest segment first.
 * @returns The picture; nothing where there is no path.
 */
export function pathSvg(path: readonly PathSegment[]): Markup {
  if (path.length === 0) return markup``;
  const reach = reachOf(path);
  const subjects = path.map(({ subject }) => subjectLines(subject));
  const lines = Math.max(...subjects.map(({ length }) => length));
  const width = path.length * COLUMN;
  const height = SUBJECT_Y + lines * SUBJECT_STEP;
  const words = path.map(({ segment, status }) => `${segment} ${status}`);
  return markup`<figure class="scroll"><svg role="img" aria-label="Path: ${
    words.join(", ")
  }" viewBox="0 0 ${width} ${height}" style="min-width:${
    path.length * MIN_COLUMN
  }px;max-width:${width}px">
${path.map((_, index) => index === 0 ? [] : joint(index, index <= reach))}${
    path.map((part, index) => node(part, index, subjects[index] ?? []))
  }</svg></figure>
`;
}

function joint(index: number, joined: boolean): Markup {
  const right = middleOf(index) - RADIUS - 4;
  const left = middleOf(index - 1) + RADIUS + 4;
  return markup`<line class="${
    joined ? "joined" : "severed"
  }" x1="${left}" x2="${right}" y1="${LINE_Y}" y2="${LINE_Y}"/>\n`;
}

function node(
  { segment, status }: PathSegment,
  index: number,
  subject: readonly string[],
): Markup {
  const [look, sign] = LOOKS[status];
  const x = middleOf(index);
  return markup`<g class="${look}" text-anchor="middle">
<circle class="node" cx="${x}" cy="${LINE_Y}" r="${RADIUS}"/>
<text class="sign" x="${x}" y="${LINE_Y + 6}">${sign}</text>
<text class="name" x="${x}" y="${NAME_Y}">${segment}</text>
${
    subject.map((line, row) =>
      markup`<text class="subject" x="${x}" y="${
        SUBJECT_Y + row * SUBJECT_STEP
      }">${line}</text>\n`
    )
  }</g>
`;
}

function middleOf(index: number): number {
  return (index + 0.5) * COLUMN;
}

/** Folds a subject, since an SVG does not; broad characters count twice. */
function subjectLines(subject: string): string[] {
  if (subject === UNKNOWN_SUBJECT) return [];
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const char of scrub(subject, MAX_SUBJECT)) {
    const step = char > "\u10ff" ? 2 : 1;
    if (width + step > LINE_LENGTH) {
      lines.push(line);
      line = "";
      width = 0;
    }
    line += char;
    width += step;
  }
  return line === "" ? lines : [...lines, line];
}
