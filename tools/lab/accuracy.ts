import {
  confusionTable,
  gradeTable,
  othersTable,
  scenarioTable,
  starvedTable,
} from "./accuracy_tables.ts";
import type { Outcome } from "./outcome.ts";
import { OTHERS_SECONDS } from "./others.ts";
import { promiseTable } from "./promises.ts";
import type { Result } from "./results.ts";
import { sixCaseTable } from "./six_cases.ts";
import { watchedSection } from "./watched.ts";

/** Everything that a run measured. */
export interface Measured {
  /** Date, kernel and processors. */
  readonly surroundings: string;
  /** Versions of all programs. */
  readonly versions: string;
  /** How often each scenario was tried. */
  readonly repeat: number;
  /** What each scenario gave. */
  readonly results: readonly Result[];
  /** What each trial gave. */
  readonly outcomes: readonly Outcome[];
  /** Scenarios of trials that could not be made. */
  readonly broken: readonly string[];
  /** The same where the machine was too busy for them. */
  readonly starved: readonly string[];
}

/**
 * The published page.
 *
 * @param measured What a run measured.
 * @param watched What is known of sessions that were watched for long.
 * @returns Markdown.
 */
export function accuracyPage(measured: Measured, watched: string): string {
  const { results, outcomes } = measured;
  const before = ofPhase(results, "before-connect");
  const after = ofPhase(results, "after-connect");
  return [
    "# How often the name is right",
    introduction(measured),
    ...brokenTrials(measured),
    gradeTable(outcomes),
    "## Promised and measured",
    "Times run from the start of the process before connecting, and from the " +
    "fault after it, without those in which others held the processors; what " +
    "was said of healthy targets is not among them.",
    promiseTable(outcomes),
    "## Watched for long",
    watchedSection(watched),
    "## The six cases, behind a proxy",
    ABOUT_CASES,
    sixCaseTable(results),
    "## What was broken, and what was said",
    confusionTable(results),
    ...section("## Before connecting", before, scenarioTable),
    ...section("## After connecting", after, scenarioTable),
    ...section(
      "## Not judged",
      results.filter(({ saidStarved }) => saidStarved.length > 0),
      (some) => `${ABOUT_STARVED}\n\n${starvedTable(some)}`,
    ),
    ...section(
      "## What other programs say",
      results.filter(({ others }) => others.length > 0),
      (some) => `${ABOUT_OTHERS}\n\n${othersTable(some)}`,
    ),
  ].join("\n\n") + "\n";
}

/**
 * What the first page shows of it.
 *
 * @param measured What a run measured.
 * @returns Markdown.
 */
export function accuracySummary(measured: Measured): string {
  const { outcomes } = measured;
  return [
    introduction(measured),
    ...brokenTrials(measured),
    gradeTable(outcomes),
    promiseTable(outcomes),
    "Every scenario, with its words and times: " +
    "[docs/accuracy.md](docs/accuracy.md).",
  ].join("\n\n");
}

const ABOUT_CASES =
  "What one client says of its own accord, and what it says " +
  "with `faultline agent` on the proxy machine, asked by another way.";

const ABOUT_STARVED = "Trials in which the program and its peers waited for " +
  "a processor for most of the time, while others had it. Their words and " +
  "times are nowhere else.";

const ABOUT_OTHERS = "In the same lab, once Faultline has said its word: " +
  "`curl -sS URL`, `nc -z -v HOST PORT`, `ping -c 3 HOST`, through the same " +
  "proxy where they can. `ping` asks the proxy, since no echo passes it. " +
  `After ${OTHERS_SECONDS} s each was stopped.`;

function introduction({ surroundings, versions, repeat }: Measured): string {
  return `Measured by \`deno task lab --repeat ${repeat}\`, as root, on ` +
    `${surroundings} (${versions}): real hosts in network namespaces, a ` +
    "fresh set for each trial, and real faults. *Exact*: the one right name. " +
    "*Among others*: the right name, and beside it only those that look the " +
    "same from the client. *Not judged*: for most of the trial the program and " +
    "its peers waited for processors that others held.";
}

function brokenTrials({ broken }: Measured): string[] {
  return broken.length === 0
    ? []
    : [`Trials that could not be made: ${broken.join(", ")}.`];
}

function ofPhase(
  results: readonly Result[],
  phase: Outcome["phase"],
): Result[] {
  return results.filter((result) => result.phase === phase);
}

function section(
  title: string,
  results: readonly Result[],
  render: (results: readonly Result[]) => string,
): string[] {
  return results.length === 0 ? [] : [title, render(results)];
}
