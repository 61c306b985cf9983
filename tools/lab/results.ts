import {
  type Grade,
  gradeOf,
  keyOf,
  type Outcome,
  type Said,
} from "./outcome.ts";
import type { OtherWord } from "./others.ts";
import type { Findings } from "./runner.ts";
import { type Times, timesOf } from "./times.ts";

/** What was said, and in how many trials. */
export interface SaidOften extends Said {
  readonly trials: number;
}

/** What all trials of one scenario gave. */
export interface Result extends
  Pick<
    Outcome,
    "scenario" | "phase" | "truth" | "or" | "isProxied" | "hasAgent"
  > {
  /** How many trials there were. */
  readonly trials: number;
  /** How many of them were of each grade. */
  readonly grades: Readonly<Record<Grade, number>>;
  /** Every different word of the judged trials, the usual one first. */
  readonly said: readonly SaidOften[];
  /** The same of the trials on a machine too busy to judge them. */
  readonly saidStarved: readonly SaidOften[];
  /** From the fault, or the program's start, to the word. */
  readonly verdict: Times | null;
  /** From the end of the fault to a session. */
  readonly recovery: Times | null;
  /** Most packets of a trial; `null` where nobody counted. */
  readonly packets: number | null;
  /** Most subprocesses of a trial; `null` where nobody counted. */
  readonly subprocesses: number | null;
  /** What other programs said. */
  readonly others: readonly OtherWord[];
}

/**
 * Puts the trials of each scenario together.
 *
 * @param findings The trials.
 * @returns A result a scenario, in the order of the first trials.
 */
export function resultsOf({ outcomes, others }: Findings): Result[] {
  const groups = Map.groupBy(outcomes, keyOf);
  return [...groups].map(([key, group]) =>
    resultOf(group, others.get(key) ?? [])
  );
}

function resultOf(
  group: readonly Outcome[],
  others: readonly OtherWord[],
): Result {
  const [first] = group;
  if (first === undefined) throw new RangeError("Cannot sum up no trial");
  const { scenario, phase, truth, or, isProxied, hasAgent } = first;
  const judged = group.filter(({ isStarved }) => !isStarved);
  return {
    ...{ scenario, phase, truth, or, isProxied, hasAgent },
    trials: group.length,
    grades: gradesOf(group),
    said: saidOften(judged),
    saidStarved: saidOften(group.filter(({ isStarved }) => isStarved)),
    verdict: timesOf(numbers(judged, "verdictMs")),
    recovery: timesOf(numbers(judged, "recoveryMs")),
    packets: most(numbers(judged, "packets")),
    subprocesses: most(numbers(judged, "subprocesses")),
    others,
  };
}

/**
 * Counts the trials of each grade.
 *
 * @param outcomes The trials.
 * @returns How many there are of each.
 */
export function gradesOf(outcomes: readonly Outcome[]): Record<Grade, number> {
  const grades = {
    "exact": 0,
    "set": 0,
    "cannot-tell": 0,
    "wrong": 0,
    "starved": 0,
  };
  for (const outcome of outcomes) grades[gradeOf(outcome)]++;
  return grades;
}

/**
 * Every different word of some trials.
 *
 * @param outcomes The trials.
 * @returns The words with how often each was said, the usual one first.
 */
export function saidOften(
  outcomes: readonly Pick<Outcome, "said">[],
): SaidOften[] {
  const words = Map.groupBy(
    outcomes.map(({ said }) => said),
    ({ mode, certain, candidates }) =>
      [mode, certain, ...candidates.toSorted()].join(),
  );
  return [...words.values()]
    .flatMap((same) =>
      same.slice(0, 1).map((said) => ({
        ...said,
        trials: same.length,
      }))
    )
    .sort((a, b) => b.trials - a.trials);
}

/** The figures of some trials, without those that nobody has taken. */
export function numbers(
  outcomes: readonly Outcome[],
  name: "verdictMs" | "recoveryMs" | "packets" | "subprocesses",
): number[] {
  return outcomes.flatMap((outcome) => outcome[name] ?? []);
}

function most(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}
