import type { FailureMode } from "../../src/model/failure_modes.ts";
import { cell, seconds, table } from "../bench/markdown.ts";
import { type Grade, GRADES, type Outcome, type Said } from "./outcome.ts";
import { gradesOf, type Result, type SaidOften, saidOften } from "./results.ts";
import type { Times } from "./times.ts";

const GRADE_HEADS: Readonly<Record<Grade, string>> = {
  "exact": "exact",
  "set": "among others",
  "cannot-tell": "cannot tell",
  "wrong": "wrong",
  "starved": "not judged",
};
const HEADS = GRADES.map((grade) => GRADE_HEADS[grade]);

/** How many trials were of each grade, in each phase. */
export function gradeTable(outcomes: readonly Outcome[]): string {
  const phases: readonly (readonly [string, readonly Outcome[]])[] = [
    ["before connecting", outcomes.filter(isBefore)],
    ["after connecting", outcomes.filter((one) => !isBefore(one))],
  ];
  const rows = phases.filter(([, some]) => some.length > 0);
  const all = rows.length > 1 ? [["together", outcomes] as const] : [];
  return table(
    ["phase", "scenarios", "trials", ...HEADS],
    [...rows, ...all].map(([label, some]) => [
      label,
      `${new Set(some.map(({ scenario }) => scenario)).size}`,
      `${some.length}`,
      ...grades(gradesOf(some)),
    ]),
  );
}

/** What was said of each truth: a confusion matrix without its empty cells. */
export function confusionTable(results: readonly Result[]): string {
  const truths = Map.groupBy(results, ({ truth }) => truth);
  return table(
    ["broken", "scenarios", "trials", ...HEADS, "said (in how many trials)"],
    [...truths].map(([truth, some]) => [
      nameOf(truth),
      `${some.length}`,
      `${sum(some.map(({ trials }) => trials))}`,
      ...GRADES.map((grade) => `${sum(some.map((one) => one.grades[grade]))}`),
      modes(some.flatMap(({ said }) => said)),
    ]),
  );
}

/** The scenarios of one phase. */
export function scenarioTable(results: readonly Result[]): string {
  const isRecovering = results.some(({ recovery }) => recovery !== null);
  const isCounted = results.some(({ packets }) => packets !== null);
  return table(
    [
      ...["scenario", "broken", "said", "median", "p95", "worst"],
      ...isRecovering ? ["back: median", "p95", "worst"] : [],
      ...isCounted ? ["packets", "processes"] : [],
    ],
    results.map((result) => [
      result.scenario,
      nameOf(result.truth),
      counted(result.said),
      ...spread(result.verdict),
      ...isRecovering ? spread(result.recovery) : [],
      ...isCounted
        ? [`${result.packets ?? ""}`, `${result.subprocesses ?? ""}`]
        : [],
    ]),
  );
}

/** What was said on a machine too busy for a judgement. */
export function starvedTable(results: readonly Result[]): string {
  return table(
    ["scenario", "broken", "said (in how many trials)"],
    results.map(({ scenario, truth, saidStarved }) => [
      scenario,
      nameOf(truth),
      counted(saidStarved),
    ]),
  );
}

/** What other programs said of the same faults. */
export function othersTable(results: readonly Result[]): string {
  const programs = ["curl", "nc", "ping"];
  return table(
    ["scenario", "Faultline", ...programs],
    results.map(({ scenario, verdict, said, others }) => [
      scenario,
      `**${verdict === null ? "" : seconds(verdict.medianMs)}**: ` +
      said.map(words).join("; "),
      ...programs.map((name) => {
        const other = others.find(({ program }) => program === name);
        return other === undefined
          ? "cannot ask"
          : cell({ ...other, said: [other.says] });
      }),
    ]),
  );
}

/** A word as a table shows it: the name, and what it left open. */
export function words({ mode, certain, candidates }: Said): string {
  if (certain || mode === null) return nameOf(mode);
  const others = candidates.filter((name) => name !== mode);
  return `${mode}? or ${others.join(", ") || "more"}`;
}

/** Words with how often each was said, where they differ. */
function counted(said: readonly SaidOften[]): string {
  const [only, ...others] = said;
  return only !== undefined && others.length === 0
    ? words(only)
    : said.map((one) => `${words(one)} (${one.trials})`).join("; ");
}

/** Median, 95th percentile and worst, a cell each. */
export function spread(times: Times | null): string[] {
  if (times === null) return ["", "", ""];
  return [times.medianMs, times.p95Ms, times.worstMs].map(seconds);
}

function isBefore({ phase }: Outcome): boolean {
  return phase === "before-connect";
}

function nameOf(mode: FailureMode | null): string {
  return mode ?? "_nothing_";
}

function grades(counts: Readonly<Record<Grade, number>>): string[] {
  return GRADES.map((grade) => `${counts[grade]}`);
}

function modes(said: readonly SaidOften[]): string {
  return saidOften(
    said.flatMap((one) =>
      Array.from({ length: one.trials }, () => ({
        said: { ...one, candidates: [] },
      }))
    ),
  ).map(({ mode, certain, trials }) =>
    `${nameOf(mode)}${certain ? "" : "?"} (${trials})`
  ).join(", ");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
