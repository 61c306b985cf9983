import type { Diagnosis } from "../model/diagnosis.ts";
import { formatDuration } from "../model/duration.ts";
import type { Verdict } from "../model/verdict.ts";
import { verdictModes, verdictTitle } from "../model/verdict_words.ts";
import { type Paint, type Sign, sign, type Style } from "./style.ts";

/** The verdict in one line, and what the colour of that line is for. */
export interface Headline {
  /** The sign, the words and the name of the mode. */
  readonly words: string;
  /** Between which places, and how long it took. */
  readonly where: string;
  /** The colour of the words. */
  readonly paint: Paint;
}

/**
 * Says a diagnosis in one line: a cross only where the break is proven.
 *
 * @param diagnosis The diagnosis.
 * @param style Which signs may be used.
 * @returns The parts of the line, not painted yet.
 */
export function headline(diagnosis: Diagnosis, style: Style): Headline {
  const { verdict, target, proxy, elapsedMs } = diagnosis;
  const way = proxy === null ? target : `${target} through ${proxy}`;
  const where = `${way} (${formatDuration(elapsedMs)})`;
  if (verdict === null) {
    const words = `${sign("ok", style)} Healthy: ${howHealthy(diagnosis)}`;
    return { words, where, paint: "good" };
  }
  const mark = markOf(diagnosis, verdict);
  return {
    words: `${sign(mark, style)} ${verdictWords(verdict)}`,
    where,
    paint: mark === "broken" ? "bad" : "doubt",
  };
}

/** Says a verdict in plain words, with the name of each mode that fits. */
export function verdictWords(verdict: Verdict): string {
  return `${verdictTitle(verdict)} [${verdictModes(verdict)}]`;
}

/** Not every protocol promises an answer, and not every answer is a yes. */
function howHealthy({ observations }: Diagnosis): string {
  const answer = observations.find(({ outcome }) => outcome === "answered");
  if (answer === undefined) return "the target accepts connections";
  const { status } = answer.detail;
  const what = status === undefined ? "" : ` with status ${status}`;
  return `the target answers${what}`;
}

function markOf({ state }: Diagnosis, verdict: Verdict): Sign {
  if (state === "online") return "degraded";
  const blind = verdict.segment === "self" || verdict.segment === null;
  return verdict.certain && !blind ? "broken" : "unknown";
}
