import type { ProgramOutput } from "../../src/wire/program_output.ts";

/** One captured run of a program, its output split into lines for reading. */
export interface CapturedRun {
  readonly command: string;
  readonly exitCode: number;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/** A fixture file: where the runs come from, and the runs by name. */
export interface CapturedRuns {
  readonly about: string;
  readonly cases: { readonly [name: string]: CapturedRun };
}

/** The captured run of that name, as the program left it. */
export function captured(runs: CapturedRuns, name: string): ProgramOutput {
  const run = runs.cases[name];
  if (run === undefined) {
    throw new RangeError(
      `Cannot find a captured run: current value is ${name}`,
    );
  }
  return {
    exitCode: run.exitCode,
    stdout: run.stdout.join("\n"),
    stderr: run.stderr.join("\n"),
  };
}

/** A value as JSON keeps it: without the members that are `undefined`. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
