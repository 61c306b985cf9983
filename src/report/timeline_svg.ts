import type { WatchTransition } from "../model/watch_transition.ts";
import { HTML_PAINTS } from "./html_page.ts";
import { type Markup, markup } from "./markup.ts";
import { roundTripMarkup } from "./round_trip_svg.ts";
import { type TimeMark, timeMarks } from "./time_axis.ts";
import { moveMark, moveWords } from "./transition_text.ts";
import type { WatchHistory } from "./watch_history.ts";

/** The whole picture, and where its rows begin and end. */
const WIDTH = 960;
const LEFT = 84;
const RIGHT = WIDTH - 24;
const MISSES = { top: 6, bottom: 18, label: 16 } as const;
const BAND = { top: 24, height: 26, solid: 4, label: 41 } as const;
const CHART = { top: 80, height: 110, label: 68 } as const;

/** Room for the times beneath. */
const AXIS_HEIGHT = 24;

/** Least width of a state: an outage of a second shows in a day. */
const MIN_WIDTH = 1.5;

/** Least width of a state that has room for its name. */
const MIN_NAMED_WIDTH = 76;

/** Least width of the picture where the window is narrow. */
const MIN_PICTURE = 720;

/** Places a time on the picture, in its units. */
export type PlaceOf = (atMs: number) => number;

/**
 * Draws what happened to a target as an SVG to stand in a page: missing beats,
 * the states, and the round-trip times beneath them, over one axis of time.
 *
 * @param history What happened.
 * @returns The picture; nothing where nothing happened.
 */
export function timelineSvg(history: WatchHistory): Markup {
  const { moves, roundTrips, target } = history;
  if (moves.length === 0) return markup``;
  const { fromMs } = history;
  const toMs = Math.max(history.toMs, fromMs + 1);
  const placeOf = (atMs: number) =>
    rounded(LEFT + (atMs - fromMs) / (toMs - fromMs) * (RIGHT - LEFT));
  const drawn = roundTrips.length > 0;
  const bottom = drawn ? CHART.top + CHART.height : BAND.top + BAND.height + 6;
  return markup`<figure class="scroll"><svg role="img" aria-label="Timeline of ${target}" viewBox="0 0 ${WIDTH} ${
    bottom + AXIS_HEIGHT
  }" style="min-width:${MIN_PICTURE}px">
${timeMarks(fromMs, toMs).map((mark) => timeMark(mark, placeOf, bottom))}${
    rowName("misses", MISSES.label)
  }${rowName("state", BAND.label)}${
    moves.map((move, index) => {
      const next = moves[index + 1];
      return state(move, next ? Date.parse(next.at) : toMs, placeOf);
    })
  }${moves.map((move) => misses(move, placeOf))}${
    drawn
      ? [
        rowName("round trip", CHART.label),
        roundTripMarkup(history, placeOf, {
          ...CHART,
          left: LEFT,
          right: RIGHT,
        }),
      ]
      : []
  }</svg></figure>
`;
}

function timeMark(
  { atMs, label }: TimeMark,
  placeOf: PlaceOf,
  bottom: number,
): Markup {
  const x = placeOf(atMs);
  // A label at the very end would hang out of the picture.
  const anchor = x > RIGHT - 30 ? "end" : x < LEFT + 30 ? "start" : "middle";
  return markup`<line class="axis" x1="${x}" x2="${x}" y1="${BAND.top}" y2="${bottom}"/>
<text class="small" text-anchor="${anchor}" x="${x}" y="${
    bottom + 17
  }">${label}</text>
`;
}

function rowName(name: string, y: number): Markup {
  return markup`<text class="small" x="0" y="${y}">${name}</text>\n`;
}

function state(
  move: WatchTransition,
  endMs: number,
  placeOf: PlaceOf,
): Markup {
  const { to, at } = move;
  if (to === "stopped") return markup``;
  const x = placeOf(Date.parse(at));
  const width = rounded(Math.max(MIN_WIDTH, placeOf(endMs) - x));
  const { top, height, solid, label } = BAND;
  const words = moveWords(move);
  const title = `${at} ${to}${words === "" ? "" : `: ${words}`}`;
  const name = width < MIN_NAMED_WIDTH
    ? []
    : markup`<text class="state" x="${x + 6}" y="${label}">${to}</text>\n`;
  // What is too narrow for its soft colour has its strong one all over.
  const strong = width < 6 ? height : solid;
  return markup`<g class="${lookOf(move)}"><title>${title}</title>
<rect class="soft" x="${x}" y="${top}" width="${width}" height="${height}"/>
<rect class="band" x="${x}" y="${
    top + height - strong
  }" width="${width}" height="${strong}"/>
${name}</g>
`;
}

/** An attempt in an outage is a part of the outage. */
function lookOf(move: WatchTransition): string {
  const { to, outage } = move;
  if (to === "connecting" && outage !== undefined) return HTML_PAINTS.bad;
  return HTML_PAINTS[moveMark(move)[1]];
}

function misses(
  { at, misses }: WatchTransition,
  placeOf: PlaceOf,
): Markup {
  if (misses === undefined) return markup``;
  const x = placeOf(Date.parse(at));
  return markup`<g><title>${at} beats missed: ${misses}</title>
<line class="miss" x1="${x}" x2="${x}" y1="${MISSES.top}" y2="${MISSES.bottom}"/></g>
`;
}

/** A tenth of a pixel is enough, and keeps the page small. */
function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
