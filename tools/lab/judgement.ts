import { exceeded, overtime } from "./budget.ts";
import type { Trial } from "./trial.ts";

/** Names that stand for a set of others, and say nothing by themselves. */
const UNIONS: readonly string[] = ["proxy-unreachable", "not-permitted"];

/**
 * What is wrong with a trial: a name that is not right, or more used than
 * allowed. The truth must be among the candidates, and beside it only what
 * looks the same from the client.
 */
function faultsOf(trial: Trial): string[] {
  const { fault: { truth, or = [] }, diagnosis: { verdict } } = trial;
  const wrong: string[] = [];
  if (truth === null || verdict === null) {
    if (truth !== verdict?.mode && (truth ?? verdict) !== null) {
      wrong.push(`is ${truth ?? "healthy"}`);
    }
    return [...wrong, ...exceeded(trial)];
  }
  const { mode, candidates } = verdict;
  if (!candidates.includes(truth)) wrong.push(`is ${truth}`);
  const others = [...candidates, ...UNIONS.includes(mode) ? [] : [mode]]
    .filter((name) => name !== truth && !or.includes(name));
  if (others.length > 0) wrong.push(`is not ${[...new Set(others)].join()}`);
  return [...wrong, ...exceeded(trial)];
}

/** How a trial ended: named rightly, rightly but late, or wrongly. */
export type Mark = "right" | "slow" | "wrong";

/** How a trial ended, in one word. */
export function markOf(trial: Trial): Mark {
  if (faultsOf(trial).length > 0) return "wrong";
  return overtime(trial).length > 0 ? "slow" : "right";
}

/** A trial as one line. */
export function lineOf(trial: Trial): string {
  const { fault, diagnosis, ran, packets, subprocesses } = trial;
  const { verdict } = diagnosis;
  const said = verdict === null
    ? "healthy"
    : verdict.certain
    ? verdict.mode
    : `${verdict.mode}? (${verdict.candidates.join(", ")})`;
  const remarks = [...faultsOf(trial), ...overtime(trial)];
  const mark = markOf(trial);
  return [
    (mark === "wrong" ? "WRONG" : mark).padEnd(5),
    fault.name.padEnd(36),
    `${ran.tookMs.toFixed(0).padStart(5)} ms`,
    `${packets.toString().padStart(2)} packets`,
    `${subprocesses.toString().padStart(2)} spawns`,
    `exit ${ran.code}`,
    said,
    ...remarks.length === 0 ? [] : [`<- ${remarks.join("; ")}`],
  ].join("  ");
}
