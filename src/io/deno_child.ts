import { toIoError } from "./deno_error.ts";

/**
 * Starts a program without a shell, with the plain messages of the C locale
 * and nothing to read.
 *
 * @param program A name that is looked for in the path, or a path.
 * @param args Its arguments, each as one.
 * @param stderr Whether its complaints are read.
 * @returns The process, whose output is to be read.
 * @throws {IoError} It could not be started.
 */
export function startChild(
  program: string,
  args: readonly string[],
  stderr: "piped" | "null",
): Deno.ChildProcess {
  try {
    return new Deno.Command(program, {
      args: [...args],
      env: { LC_ALL: "C" },
      stdin: "null",
      stdout: "piped",
      stderr,
    }).spawn();
  } catch (error) {
    throw toIoError(error, { flag: `--allow-run=${program}`, seeksFile: true });
  }
}

/** Sends a program a signal, or none where it has ended by itself. */
export function signalChild(
  child: Deno.ChildProcess,
  signal: Deno.Signal,
): void {
  try {
    child.kill(signal);
  } catch {
    // It has ended already.
  }
}
