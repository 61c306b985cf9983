import type { FailureMode } from "../../src/model/failure_modes.ts";
import type { WatchVerdict } from "../../src/model/watch_transition.ts";
import { notExact, wrongNames } from "./judgement.ts";
import type { LiveTrial } from "./live_trial.ts";
import type { TimedMove } from "./live_watch.ts";
import type { Said } from "./outcome.ts";

/**
 * What was said wrongly in a trial of a live session: a move before the fault,
 * no word or a wrong one on it, an outage that was none, or no way back.
 */
export function wrongInLive(trial: LiveTrial): string[] {
  const { fault, falseMoves, faultMoves, laterMoves } = trial;
  const wrong = falseMoves.length === 0
    ? []
    : [`${falseMoves.length} moves before the fault`];
  if (fault.sign === "quiet") return [...wrong, ...wrongWhereQuiet(trial)];
  const { truth, or = [] } = fault;
  if (trial.named === undefined) return [...wrong, `nothing, is ${truth}`];
  const verdicts = faultMoves.filter(isOffline).map(({ move }) => move.verdict);
  const names = verdicts
    // Who could not tell at first, and names it then, has named nobody else.
    .filter((one, index) => isWord(one) || index === verdicts.length - 1)
    .flatMap((one) => wrongVerdict(truth, or, one));
  wrong.push(...new Set(names));
  if (fault.agent !== undefined) {
    wrong.push(...notExact(truth, saidIn(trial)));
  }
  if (trial.recoveredAfterMs === null) wrong.push("does not come back");
  const back = laterMoves.findIndex(isOnline);
  const { flaw } = fault;
  const isFlawed = laterMoves.some(({ move }) => move.verdict?.mode === flaw);
  if (flaw !== undefined && !isFlawed) wrong.push(`is ${flaw} when back`);
  const lostAgain = laterMoves.slice(back + 1).filter(isOffline);
  if (back >= 0 && lostAgain.length > 0) wrong.push("is lost again");
  return wrong;
}

/** Whether a verdict says anything; a silence may be told before its cause. */
export function isWord(verdict: WatchVerdict | null): boolean {
  return verdict !== null && verdict.mode !== "unknown";
}

/** The last word on the fault: the best that was known. */
export function saidIn({ faultMoves, laterMoves }: LiveTrial): Said {
  // An agent may tell of an outage once it is over.
  const told = laterMoves.filter(({ move }) => move.cause === "reclassified");
  const words = [...faultMoves, ...told]
    .flatMap(({ move: { verdict } }) => verdict ?? []);
  const { mode, certain, candidates } = words.at(-1) ??
    { mode: null, certain: true, candidates: [] };
  return { mode, certain, candidates };
}

/** The session lives: a word on its quality is all that may be said. */
function wrongWhereQuiet({ fault, faultMoves }: LiveTrial): string[] {
  const { truth, or = [], mayEnd = false } = fault;
  const isWrong = !mayEnd && faultMoves.some(isOffline);
  const words = faultMoves.flatMap(({ move: { verdict } }) => verdict ?? [])
    .filter(isWord)
    .flatMap((verdict) => wrongVerdict(truth, or, verdict));
  return [...isWrong ? ["is not offline"] : [], ...new Set(words)];
}

function wrongVerdict(
  truth: FailureMode | null,
  or: readonly FailureMode[],
  verdict: WatchVerdict | null,
): string[] {
  return wrongNames(
    truth,
    or,
    verdict ?? { mode: null, certain: true, candidates: [] },
  );
}

function isOffline({ move }: TimedMove): boolean {
  return move.to === "offline";
}

function isOnline({ move }: TimedMove): boolean {
  return move.to === "online";
}
