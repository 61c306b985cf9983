import type { FailureMode } from "../../src/model/failure_modes.ts";
import { exceeded, overtime } from "./budget.ts";
import { STARVED_MS } from "./contention.ts";
import type { Outcome, Said } from "./outcome.ts";
import type { Trial } from "./trial.ts";

/** Names that stand for a set of others, and say nothing by themselves. */
const UNIONS: readonly string[] = ["proxy-unreachable", "not-permitted"];

/**
 * What is wrong with a word. The truth must be among the candidates, and
 * beside it only what looks the same from the client.
 *
 * @param truth What was really wrong; `null` for nothing.
 * @param or What looks the same from the client.
 * @param said The word.
 * @returns What it is and is not; nothing for a right word.
 */
export function wrongNames(
  truth: FailureMode | null,
  or: readonly FailureMode[],
  { mode, candidates }: Said,
): string[] {
  if (truth === null || mode === null) {
    return truth === mode ? [] : [`is ${truth ?? "healthy"}`];
  }
  const others = [...candidates, ...UNIONS.includes(mode) ? [] : [mode]]
    .filter((name) => name !== truth && !or.includes(name));
  return [
    ...candidates.includes(truth) ? [] : [`is ${truth}`],
    ...others.length === 0 ? [] : [`is not ${[...new Set(others)].join()}`],
  ];
}

/**
 * What is wrong with a word where one name has to remain.
 *
 * @param truth What was really wrong.
 * @param said The word.
 * @returns What it is; nothing for the exact name.
 */
export function notExact(truth: FailureMode | null, said: Said): string[] {
  const isExact = said.mode === truth && said.certain;
  return isExact ? [] : [`is ${truth} and nothing else`];
}

/** Whether a look was spared, or the machine too busy for one. */
function saysNothing({ fault, contention }: Trial, { mode }: Said): boolean {
  const isBusy = contention.waitedMs >= STARVED_MS;
  return fault.lossy && mode === null ||
    isBusy && mode === "observer-overloaded";
}

/**
 * Judges a trial before connecting.
 *
 * @param trial The trial.
 * @returns What is published of it.
 */
export function outcomeOf(trial: Trial): Outcome {
  const { fault, diagnosis: { verdict }, ran, packets, subprocesses } = trial;
  const { name, truth, or = [], proxy, silent, agent } = fault;
  const said: Said = verdict ?? { mode: null, certain: true, candidates: [] };
  const { mode, certain, candidates } = said;
  return {
    scenario: name,
    phase: "before-connect",
    truth,
    or,
    isProxied: proxy !== undefined,
    hasAgent: agent !== undefined,
    bound: silent === "twice" ? "twice" : silent ? "silent" : "told",
    said: { mode, certain, candidates },
    verdictMs: ran.tookMs - trial.contention.lostMs,
    recoveryMs: null,
    packets,
    subprocesses,
    isStarved: trial.contention.isStarved,
    wrong: [
      ...saysNothing(trial, said) ? [] : wrongNames(truth, or, said),
      ...agent === undefined ? [] : notExact(truth, said),
      ...exceeded(trial),
    ],
    late: overtime(trial),
  };
}
