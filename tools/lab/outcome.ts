import type { FailureMode } from "../../src/model/failure_modes.ts";
import type { Phase } from "../../src/model/state.ts";

/** The word that the program gave. */
export interface Said {
  /** The mode; `null` for a target that is well. */
  readonly mode: FailureMode | null;
  /** Whether it left no other. */
  readonly certain: boolean;
  /** Every mode that it left. */
  readonly candidates: readonly FailureMode[];
}

/**
 * How a trial ended: named rightly, rightly but late, wrongly, or on a machine
 * so busy that neither counts.
 */
export type Mark = "right" | "slow" | "wrong" | "starved";

/** What a time is measured against; the report tells the figures. */
export type Bound =
  /** Somebody tells, by a refusal or an error. */
  | "told"
  /** Silence is all there is; of a session, at one beat a second. */
  | "silent"
  /** The same at two beats a second. */
  | "quick"
  /** The same where beats come each two seconds. */
  | "slow"
  /** Two time-outs have to pass. */
  | "twice"
  /** This host's own kernel tells. */
  | "client"
  /** No name is waited for. */
  | "session";

/** What one trial of one scenario gave: all that is judged and published. */
export interface Outcome {
  /** Name of the scenario. */
  readonly scenario: string;
  /** Whether a session stood when it broke. */
  readonly phase: Phase;
  /** What was really wrong; `null` for nothing. */
  readonly truth: FailureMode | null;
  /** What looks the same from the client. */
  readonly or: readonly FailureMode[];
  /** Whether a proxy lies on the path. */
  readonly isProxied: boolean;
  /** Whether an agent on the proxy machine is asked. */
  readonly hasAgent: boolean;
  /** What the time to the word is measured against. */
  readonly bound: Bound;
  /** What was said. */
  readonly said: Said;
  /**
   * From the fault, or the program's start, to its word, in milliseconds;
   * without the time in which others held the processors.
   */
  readonly verdictMs: number | null;
  /** From the end of the fault to a session; `null` where there is none. */
  readonly recoveryMs: number | null;
  /** Packets that the client sent; `null` where nobody counted. */
  readonly packets: number | null;
  /** Subprocesses that were started; `null` where nobody counted. */
  readonly subprocesses: number | null;
  /** Whether others held the processors so long that nothing is judged. */
  readonly isStarved: boolean;
  /** What is wrong with it. */
  readonly wrong: readonly string[];
  /** What took longer than it may. */
  readonly late: readonly string[];
}

/** How right a word is, best first. */
export const GRADES = [
  "exact",
  "set",
  "cannot-tell",
  "wrong",
  "starved",
] as const;

/** How right a word is. */
export type Grade = typeof GRADES[number];

/** Words by which the program says that it cannot tell. */
const CANNOT_TELL: readonly FailureMode[] = [
  "unknown",
  "not-permitted",
  "observer-overloaded",
  "observer-suspended",
];

/**
 * How right the word of a trial is. Who says nothing of a flaw that may pass
 * unnoticed could not tell.
 *
 * @param outcome The trial.
 * @returns "exact" for the one right name, "set" for the right name among
 * others that look the same, "cannot-tell" for a word that says so, "wrong",
 * "starved" for one that is not judged.
 */
export function gradeOf({ truth, said, wrong, isStarved }: Outcome): Grade {
  if (isStarved) return "starved";
  if (wrong.length > 0) return "wrong";
  if (said.mode === truth && said.certain) return "exact";
  const isTold = said.mode !== null && !CANNOT_TELL.includes(said.mode);
  return isTold ? "set" : "cannot-tell";
}

/** How a trial ended, in one word. */
export function markOf({ wrong, late, isStarved }: Outcome): Mark {
  if (isStarved) return "starved";
  if (wrong.length > 0) return "wrong";
  return late.length > 0 ? "slow" : "right";
}

/** A name of a scenario that no other has, of either phase. */
export function keyOf(
  { phase, scenario }: Pick<Outcome, "phase" | "scenario">,
): string {
  return `${phase} ${scenario}`;
}

/** The word as a person reads it. */
export function wordOf({ mode, certain, candidates }: Said): string {
  if (mode === null) return "healthy";
  return certain ? mode : `${mode}? (${candidates.join(", ")})`;
}

/** A trial as one line. */
export function lineOf(outcome: Outcome): string {
  const { scenario, said, wrong, late, recoveryMs } = outcome;
  const mark = markOf(outcome);
  const remarks = [...wrong, ...late];
  return [
    (mark === "wrong" ? "WRONG" : mark).padEnd(7),
    scenario.padEnd(40),
    figure(outcome.verdictMs, "ms", 5),
    figure(outcome.packets, "packets", 2),
    figure(outcome.subprocesses, "spawns", 2),
    wordOf(said),
    ...recoveryMs === null ? [] : [`back after ${recoveryMs.toFixed(0)} ms`],
    ...remarks.length === 0 ? [] : [`<- ${remarks.join("; ")}`],
  ].join("  ");
}

function figure(value: number | null, unit: string, width: number): string {
  return `${(value?.toFixed(0) ?? "-").padStart(width)} ${unit}`;
}
