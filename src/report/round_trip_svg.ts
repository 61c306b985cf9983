import { formatDuration } from "../model/duration.ts";
import { Markup, markup } from "./markup.ts";
import type { Stretch, WatchHistory } from "./watch_history.ts";

/** Where the graph stands in the picture. */
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
}

/**
 * Draws round-trip times: a curve of their means, with a bar from the shortest
 * to the longest where one point stands for several. Outages sever the curve.
 *
 * @param history What happened.
 * @param placeOf Places a time on the picture.
 * @param frame Where the graph stands.
 * @returns Parts of an SVG.
 */
export function roundTripMarkup(
  history: WatchHistory,
  placeOf: (atMs: number) => number,
  frame: Frame,
): Markup {
  const { fromMs } = history;
  const roundTrips = history.roundTrips.filter((one) => one.fromMs >= fromMs);
  if (roundTrips.length === 0) return markup``;
  const mostMs = niceAbove(Math.max(...roundTrips.map(({ mostMs }) => mostMs)));
  const heightOf = (ms: number) =>
    Math.round((frame.top + frame.height * (1 - ms / mostMs)) * 10) / 10;
  const points = roundTrips.map((stretch) => {
    const { fromMs, toMs, sumMs, count } = stretch;
    const x = placeOf((fromMs + toMs) / 2);
    return { x, y: heightOf(sumMs / count), stretch };
  });
  const isSevered = severed(history);
  const curve = points.map(({ x, y, stretch }, index) => {
    const before = points[index - 1]?.stretch;
    const begins = before === undefined || isSevered(before, stretch);
    // The line without length makes a point of what has no neighbour.
    return begins ? `M${x} ${y}h0` : `L${x} ${y}`;
  });
  return markup`${
    [0, mostMs / 2, mostMs].map((ms) => level(ms, heightOf(ms), frame))
  }${
    points.filter(({ stretch }) => stretch.count > 1).map(({ x, stretch }) =>
      markup`<line class="spread" x1="${x}" x2="${x}" y1="${
        heightOf(stretch.leastMs)
      }" y2="${heightOf(stretch.mostMs)}"/>\n`
    )
  }<path class="curve" stroke-linecap="round" d="${new Markup(
    curve.join(""),
  )}"/>
`;
}

function level(ms: number, y: number, { left, right }: Frame): Markup {
  // Half of five is not three.
  const label = ms < 1000
    ? `${Number(ms.toPrecision(3))}ms`
    : formatDuration(ms);
  return markup`<line class="axis" x1="${left}" x2="${right}" y1="${y}" y2="${y}"/>
<text class="small" text-anchor="end" x="${left - 4}" y="${
    y + 4
  }">${label}</text>
`;
}

/** Tells whether a session ended between two stretches. */
function severed(
  { moves }: WatchHistory,
): (one: Stretch, next: Stretch) => boolean {
  const ends = moves.filter(({ from, to }) => from !== to && to === "offline")
    .map(({ at }) => Date.parse(at));
  return (one, next) =>
    ends.some((end) => end > one.toMs && end <= next.fromMs);
}

/** The next 1, 2 or 5 with zeros. */
function niceAbove(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ms, 0.01)));
  const factor = [1, 2, 5, 10].find((factor) => factor * power >= ms) ?? 10;
  return factor * power;
}
