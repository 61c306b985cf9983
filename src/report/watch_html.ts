import { formatDuration } from "../model/duration.ts";
import { scrub } from "../model/scrub.ts";
import type { WatchTransition } from "../model/watch_transition.ts";
import { HTML_PAINTS, htmlPage, htmlSection } from "./html_page.ts";
import { type Markup, markup } from "./markup.ts";
import { PAGE_STYLE, type Paint, sign } from "./style.ts";
import { timelineSvg } from "./timeline_svg.ts";
import { moveMark, moveWords, watchVerdictWords } from "./transition_text.ts";
import type { WatchHistory } from "./watch_history.ts";

/** Moves that are shown without unfolding them. */
const FEW_MOVES = 20;

/** Where the day ends in ISO 8601. */
const DAY_END = 10;

/** What a page of a watch is told beside its history. */
export interface WatchHtmlOptions {
  /**
   * After how many seconds a reader should load it anew, while the watch runs.
   *
   * @default none
   */
  readonly refreshS?: number;
}

/**
 * Renders a watch as a page of its own: for each target a timeline of states,
 * missing beats and round-trip times, with every move and its cause beneath.
 *
 * @param histories What happened, one for each target.
 * @param options Whether there is more to come.
 * @returns The page.
 */
export function watchHtml(
  histories: readonly WatchHistory[],
  { refreshS }: WatchHtmlOptions = {},
): string {
  return htmlPage({
    kind: "Faultline watch",
    ...headingOf(histories),
    refreshS,
    lines: [spanOf(histories)],
    body: histories.map(section),
  });
}

function headingOf(
  histories: readonly WatchHistory[],
): { readonly heading: string; readonly paint: Paint } {
  const [only] = histories;
  if (histories.length === 1 && only !== undefined) {
    const [mark, paint] = markOf(only);
    return { heading: `${mark} ${only.target} is ${stateOf(only)}`, paint };
  }
  const online = histories.filter((one) => lastMove(one)?.to === "online");
  const paint = online.length === histories.length
    ? "good"
    : online.length === 0
    ? "bad"
    : "doubt";
  const counts = `${online.length} of ${histories.length}`;
  return { heading: `${counts} targets are online`, paint };
}

/** The state, and in an outage what is broken. */
function stateOf(history: WatchHistory): string {
  const { to = "idle", verdict } = lastMove(history) ?? {};
  return to === "offline" && verdict
    ? `${to}: ${watchVerdictWords(verdict)}`
    : to;
}

/**
 * The last move but the end of the watch, which tells nothing. An attempt in
 * an outage does not end it.
 */
function lastMove({ moves }: WatchHistory): WatchTransition | undefined {
  const last = moves.findLast(({ to }) => to !== "stopped");
  const isRetry = last?.to === "connecting" && last.outage !== undefined;
  return isRetry ? { ...last, to: "offline" } : last;
}

function markOf(history: WatchHistory): readonly [string, Paint] {
  const last = lastMove(history);
  if (last === undefined) return ["?", "faint"];
  const [mark, paint] = moveMark(last);
  return [sign(mark, PAGE_STYLE), paint];
}

function spanOf(histories: readonly WatchHistory[]): string {
  const begun = histories.filter(({ moves }) => moves.length > 0);
  if (begun.length === 0) return "Nothing has happened yet";
  const fromMs = Math.min(...begun.map(({ fromMs }) => fromMs));
  const toMs = Math.max(...begun.map(({ toMs }) => toMs));
  const [from, to] = [fromMs, toMs].map((ms) => new Date(ms).toISOString());
  return `${from} to ${to} (${formatDuration(toMs - fromMs)})`;
}

function section(history: WatchHistory): Markup {
  const { moves, target, dropped } = history;
  const [mark, paint] = markOf(history);
  if (moves.length === 0) {
    const nothing = markup`<p class="faint">Nothing has happened yet.</p>\n`;
    return htmlSection(`${mark} ${target}`, nothing, paint);
  }
  const older = dropped === 0
    ? []
    : markup`<p class="faint">${dropped} older moves are left out.</p>\n`;
  return htmlSection(`${mark} ${target}`, [
    markup`<p>${summaryOf(history)}</p>\n`,
    ...verdictOf(history),
    timelineSvg(history),
    markup`<details${
      moves.length <= FEW_MOVES ? " open" : ""
    }><summary>Moves (${moves.length})</summary>
${older}<table>
${rows(moves)}</table></details>
`,
  ], paint);
}

function summaryOf(history: WatchHistory): string {
  const { moves, roundTrips, fromMs, toMs } = history;
  let onlineMs = 0;
  for (const [index, { to, at }] of moves.entries()) {
    const next = moves[index + 1];
    const endMs = next ? Date.parse(next.at) : toMs;
    if (to === "online") onlineMs += endMs - Date.parse(at);
  }
  const share = toMs > fromMs ? onlineMs / (toMs - fromMs) * 100 : 0;
  const outages = Math.max(0, ...moves.map(({ outage }) => outage ?? 0));
  const beats = roundTrips.reduce((sum, { count }) => sum + count, 0);
  const least = Math.min(...roundTrips.map(({ leastMs }) => leastMs));
  const most = Math.max(...roundTrips.map(({ mostMs }) => mostMs));
  return [
    `online ${Number(share.toFixed(2))}% of the time`,
    `${outages} outage${outages === 1 ? "" : "s"}`,
    ...beats === 0 ? [] : [
      `${beats} round trip${beats === 1 ? "" : "s"} of ` +
      `${formatDuration(least)} to ${formatDuration(most)}`,
    ],
  ].join(", ");
}

/** What is broken at the end, and what to do. */
function verdictOf(history: WatchHistory): Markup[] {
  const { verdict } = lastMove(history) ?? {};
  if (!verdict) return [];
  return [
    markup`<p>${scrub(verdict.detail)}</p>
<p class="next"><b>Next:</b> ${scrub(verdict.advice)}</p>
`,
  ];
}

/** A row a move, and one for each day. */
function rows(moves: readonly WatchTransition[]): Markup[] {
  return moves.map((move, index) => {
    const day = move.at.slice(0, DAY_END);
    const isNew = moves[index - 1]?.at.startsWith(day) !== true;
    const heading = markup`<tr><th colspan="3">${day}</th></tr>\n`;
    return markup`${isNew ? heading : []}${row(move)}`;
  });
}

function row(move: WatchTransition): Markup {
  const { at, to } = move;
  const [mark, paint] = moveMark(move);
  return markup`<tr class="${HTML_PAINTS[paint]}"><td class="tight">${
    at.slice(DAY_END + 1, -1)
  }</td><td class="word tight">${sign(mark, PAGE_STYLE)} ${to}</td><td>${
    moveWords(move)
  }</td></tr>
`;
}
