import { keyOf, type Outcome } from "./outcome.ts";
import type { Result } from "./results.ts";
import type { Findings } from "./runner.ts";

/** What the file of a run is known by. */
export const SCHEMA = "faultline/lab@3";

/** What a run has written down. */
export interface RunFile {
  /** {@linkcode SCHEMA}. */
  readonly schema: typeof SCHEMA;
  /** How often each scenario was tried. */
  readonly repeat: number;
  /** What each trial gave. */
  readonly outcomes: readonly Outcome[];
  /** What each scenario gave. */
  readonly results: readonly Result[];
  /** Scenarios of trials that could not be made. */
  readonly broken: readonly string[];
  /** The same where the machine was too busy for them. */
  readonly starved: readonly string[];
}

/** A run, and how often each scenario was tried in it. */
export interface Run {
  readonly repeat: number;
  readonly findings: Findings;
}

/**
 * Reads the file of a run.
 *
 * @param path The file.
 * @returns The run.
 * @throws {RangeError} If the file is none of a run, or of another version.
 */
export async function readRun(path: string): Promise<Run> {
  const { outcomes, results, broken, starved, repeat } = await read(path);
  const others = new Map(
    results.filter((one) => one.others.length > 0)
      .map((one) => [keyOf(one), one.others]),
  );
  return { repeat, findings: { outcomes, others, broken, starved } };
}

/**
 * Adds runs up, the newest last.
 *
 * @param runs The runs.
 * @returns One run of all trials; of other programs the last words count.
 */
export function addRuns(runs: readonly Run[]): Run {
  return {
    repeat: runs.reduce((sum, { repeat }) => sum + repeat, 0),
    findings: {
      outcomes: runs.flatMap(({ findings }) => findings.outcomes),
      others: new Map(runs.flatMap(({ findings }) => [...findings.others])),
      broken: runs.flatMap(({ findings }) => findings.broken),
      starved: runs.flatMap(({ findings }) => findings.starved),
    },
  };
}

async function read(path: string): Promise<RunFile> {
  let file: RunFile;
  try {
    file = JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : `${error}`;
    throw new RangeError(`Cannot add ${path}: ${reason}`);
  }
  if (file?.schema === SCHEMA) return file;
  throw new RangeError(`Cannot add ${path}: it is no file of --json`);
}
