import type { Finished, Io } from "../../src/io/io.ts";
import type { ProgramOutput } from "../../src/wire/program_output.ts";

/** What a scripted program does: print and end, fail to start, or hang. */
export type Spawned =
  | Partial<ProgramOutput>
  | Error
  | ((signal: AbortSignal) => Promise<Finished>);

/**
 * Scripts `Io.spawn()` by the begin of the command line; the first entry that
 * fits counts. Of a list each run takes the next, the last for all further.
 */
export function spawns(
  script: Readonly<Record<string, Spawned | readonly Spawned[]>>,
): Io["spawn"] {
  const runs = new Map<string, number>();
  return (program, args, { signal }) => {
    const line = [program, ...args].join(" ");
    const key = Object.keys(script).find((begin) => line.startsWith(begin));
    const entry = script[key ?? ""];
    if (key === undefined || entry === undefined) {
      throw new Error(`Cannot run ${line}: the script says nothing of it`);
    }
    const run = runs.get(key) ?? 0;
    runs.set(key, run + 1);
    return play(isList(entry) ? entry[Math.min(run, entry.length - 1)] : entry);

    function play(spawned: Spawned | undefined): Promise<Finished> {
      if (spawned instanceof Error) return Promise.reject(spawned);
      if (typeof spawned === "function") return spawned(signal);
      return Promise.resolve(
        { exitCode: 0, stdout: "", stderr: "", ...spawned },
      );
    }
  };
}

/** A program that prints and then hangs until it is killed. */
export function untilKilled(stdout = ""): Spawned {
  return (signal) =>
    new Promise((resolve) => {
      const killed = () => resolve({ exitCode: null, stdout, stderr: "" });
      if (signal.aborted) killed();
      signal.addEventListener("abort", killed, { once: true });
    });
}

function isList(
  entry: Spawned | readonly Spawned[],
): entry is readonly Spawned[] {
  return Array.isArray(entry);
}
