import { parseArgs } from "@std/cli/parse-args";
import { parseDuration } from "../../src/model/duration.ts";
import type { Phase } from "../../src/model/state.ts";

/** What a run of the lab is asked to do. */
export interface LabOptions {
  /** What the names of the chosen scenarios match. @default every name */
  readonly only: RegExp;
  /** The phase of the chosen scenarios. @default both */
  readonly phase?: Phase;
  /** How often each one is tried. @default 1 */
  readonly repeat: number;
  /**
   * How often one with a wrong word is tried again; only a second wrong word
   * then fails the run. All count in what is written. @default 0
   */
  readonly confirm: number;
  /**
   * How many labs stand at once where nothing is timed closely.
   * @default three a processor, at most 8
   */
  readonly jobs: number;
  /** The program under trial, as one file. @default the build */
  readonly program: string;
  /** Whether the names are printed, and nothing is run. @default false */
  readonly list: boolean;
  /** Whether what was seen is printed. @default false */
  readonly verbose: boolean;
  /** Whether the lab of the only trial stands until an interrupt. */
  readonly keep: boolean;
  /** Whether other programs are asked as well. @default false */
  readonly others: boolean;
  /**
   * For how long a session is watched that may not be lost, in milliseconds.
   * @default each scenario's own time
   */
  readonly quietMs?: number;
  /** Files of earlier runs that count as well. @default none */
  readonly add: readonly string[];
  /** Folder for golden scenarios. @default none are written */
  readonly record?: string;
  /** File for everything that was measured. @default none is written */
  readonly json?: string;
  /** File for the report in Markdown. @default none is written */
  readonly write?: string;
  /** File with markers for the summary. @default none is written */
  readonly summary?: string;
}

/** What may be asked for: a day of trials, and labs that fit in memory. */
const LIMITS = {
  repeat: { least: 1, most: 1000 },
  confirm: { least: 0, most: 100 },
  jobs: { least: 1, most: 32 },
} as const;

const PHASES: readonly Phase[] = ["before-connect", "after-connect"];

const STRINGS = [
  ...["only", "phase", "program", "record", "json", "write", "summary"],
  ...["repeat", "confirm", "jobs", "add", "quiet-for"],
] as const;

/** Longest watch of a quiet session: a day. */
const QUIET_LIMITS = { minMs: 1000, maxMs: 86_400_000 } as const;

const FLAGS = ["list", "verbose", "keep", "others"] as const;

/**
 * Reads the options of the lab.
 *
 * @param args The command line.
 * @param program The program that is tried where none is named.
 * @returns What is asked for.
 * @throws {RangeError} If it cannot be done; the message is one line.
 */
export function parseLabOptions(
  args: readonly string[],
  program: string,
): LabOptions {
  const parsed = parseArgs([...args], {
    string: STRINGS,
    collect: ["add"],
    boolean: [...FLAGS],
    default: { repeat: "1", confirm: "0", jobs: `${usualJobs()}`, program },
    unknown: refuse,
  });
  const { only, phase, record, json, write, summary } = parsed;
  const texts = { only, phase, record, json, write, summary };
  for (const [name, text] of Object.entries(texts)) {
    if (text === "") throw new RangeError(`Cannot run as --${name}: no value`);
  }
  const { list, verbose, keep, others, add = [] } = parsed;
  const quietFor = parsed["quiet-for"];
  return {
    ...{ list, verbose, keep, others, program: parsed.program, add },
    ...quietFor !== undefined && { quietMs: quietMs(quietFor) },
    only: pattern(only),
    repeat: count("repeat", parsed.repeat),
    confirm: count("confirm", parsed.confirm),
    jobs: count("jobs", parsed.jobs),
    ...phase !== undefined && { phase: oneOf(PHASES, phase) },
    ...record !== undefined && { record },
    ...json !== undefined && { json },
    ...write !== undefined && { write },
    ...summary !== undefined && { summary },
  };
}

/**
 * A trial takes a quarter of a processor: where four labs share one, they wait
 * for 0.16 of the time, where two do, for 0.06. On two processors all scenarios
 * took 284 to 307 s by six labs (16 runs of `task lab --jobs 6`) and 360 to 378 s
 * by four (3 runs). That has its price: the 95th percentile on the client's own
 * side was 152 ms by six, and 118 ms by four.
 */
function usualJobs(): number {
  return Math.min(8, 3 * navigator.hardwareConcurrency);
}

function refuse(argument: string): never {
  throw new RangeError(
    `Cannot run as ${argument}: the options are ` +
      [...STRINGS, ...FLAGS].map((name) => `--${name}`).join(", "),
  );
}

function count(name: keyof typeof LIMITS, text: string): number {
  const { least, most } = LIMITS[name];
  const value = /^\d{1,4}$/.test(text) ? Number(text) : -1;
  if (value >= least && value <= most) return value;
  throw new RangeError(
    `Cannot run as --${name} ${text}: give ${least} to ${most}`,
  );
}

function quietMs(text: string): number {
  try {
    return parseDuration(text, "quiet-for", QUIET_LIMITS);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) {
      throw error;
    }
    throw new RangeError(error.message);
  }
}

function pattern(text = ""): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new RangeError(
      `Cannot run as --only ${text}: give a word or a regular expression`,
    );
  }
}

function oneOf(phases: readonly Phase[], text: string): Phase {
  const phase = phases.find((phase) => phase === text);
  if (phase !== undefined) return phase;
  throw new RangeError(
    `Cannot run as --phase ${text}: give ${phases.join(" or ")}`,
  );
}
