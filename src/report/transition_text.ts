import { formatDuration } from "../model/duration.ts";
import { scrub } from "../model/scrub.ts";
import type { StateName } from "../model/state.ts";
import type {
  WatchTransition,
  WatchVerdict,
} from "../model/watch_transition.ts";
import {
  type Paint,
  paint,
  plain,
  type Sign,
  sign,
  type Style,
} from "./style.ts";
import { timeOfDay } from "./time_of_day.ts";

/** Columns of the longest state. */
const STATE_WIDTH = 10;

const MARKS: Readonly<Record<StateName, readonly [Sign, Paint]>> = {
  idle: ["unknown", "faint"],
  connecting: ["unknown", "faint"],
  online: ["ok", "good"],
  suspect: ["unknown", "doubt"],
  offline: ["broken", "bad"],
  stopped: ["unknown", "faint"],
};

/** What a cause is called where there is no verdict to tell. */
const CAUSES: Readonly<Partial<Record<WatchTransition["cause"], string>>> = {
  "attempt-failed": "the attempt led to no session",
  "beats-missed": "beats are not answered",
  "session-closed": "the peer closed the session",
  "session-reset": "the session was reset",
  "send-failed": "nothing can be sent on the session",
  "path-lost": "this machine's network changed",
  "path-regained": "the path is back",
  "clock-jumped": "the machine slept, or its clock was set",
};

/**
 * Renders a move for a person, on one line: when, what state, which target,
 * and why. The time of day is UTC.
 */
export function transitionText(
  transition: WatchTransition,
  style: Style,
): string {
  const { at, to, target } = transition;
  const [mark, colour] = moveMark(transition);
  const time = timeOfDay(at);
  const state = `${sign(mark, style)} ${to.padEnd(STATE_WIDTH)}`;
  const words = moveWords(transition);
  const line = [
    paint(time, "faint", style),
    paint(state, colour, style),
    target + (words === "" ? "" : `: ${words}`),
  ].join(" ");
  return plain(`${line}\n`, style);
}

/**
 * The sign of the state that a move leads to, and its colour; of the end, what
 * it was before.
 */
export function moveMark(
  { from, to, verdict, cause }: WatchTransition,
): readonly [Sign, Paint] {
  if (verdict === null || cause === "reclassified") return MARKS[to];
  const state = to === "stopped" ? from : to;
  if (state === "online") return ["degraded", "doubt"];
  return to === "stopped" ? MARKS.offline : MARKS[to];
}

/** Says why a move was made, in a few words; none where there is no more. */
export function moveWords(transition: WatchTransition): string {
  const { from, to, verdict } = transition;
  return from === to && verdict !== null
    ? `${newsOf(transition)}: ${watchVerdictWords(verdict)}`
    : wordsOf(transition);
}

/** An agent may tell of an outage that is long over. */
function newsOf({ cause, outage, to }: WatchTransition): string {
  return cause === "reclassified" && to === "online"
    ? `the cause of outage ${outage} is known`
    : "now known";
}

function wordsOf(transition: WatchTransition): string {
  const { to, from, verdict, cause, sinceMs, misses, outage, phase } =
    transition;
  switch (to) {
    case "online":
      if (verdict !== null) return watchVerdictWords(verdict);
      if (outage !== undefined) {
        return `back after ${formatDuration(sinceMs)}`;
      }
      return from === "suspect" ? "answers again" : "the session stands";
    case "suspect":
      return [
        verdict === null ? CAUSES[cause] ?? cause : watchVerdictWords(verdict),
        ...misses === undefined ? [] : [` (${misses})`],
      ].join("");
    case "offline":
      return (verdict === null
        ? CAUSES[cause] ?? "no cause was found"
        : watchVerdictWords(verdict)) +
        `, ${formatDuration(sinceMs)} after ` +
        (phase === "after-connect" ? "the last sign of life" : "the start");
    case "connecting":
      return outage === undefined ? "" : "trying again";
    case "stopped":
      return verdict === null ? "" : watchVerdictWords(verdict);
    default:
      return "";
  }
}

/** Says a verdict of a watch in plain words, with the modes that fit. */
export function watchVerdictWords(verdict: WatchVerdict): string {
  const { title, detail, mode, certain, candidates } = verdict;
  const others = candidates.filter((candidate) => candidate !== mode);
  const tail = certain || others.length === 0
    ? ""
    : `, or ${others.join(", ")}`;
  // Which permission it is stands in the detail alone.
  const words = mode === "not-permitted"
    ? scrub(detail).replace(/\.$/, "")
    : title;
  return `${words} [${mode}${tail}]`;
}
