import { signalChild } from "./deno_child.ts";
import { toIoError } from "./deno_error.ts";

/** What a terminal does not send by itself to all in its foreground. */
const FROM_OTHERS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? []
  : ["SIGTERM", "SIGUSR1", "SIGUSR2"];

/** What a program may be sent to end it, or to tell it something. */
const ALL: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : [...FROM_OTHERS, "SIGINT", "SIGQUIT", "SIGHUP"];

/**
 * Asks for the permission to run a program. One that names a program which does
 * not exist counts as not given (measured with Deno 2.9.6).
 *
 * @param program A name that is looked for in the path, or a path.
 * @returns Whether it may be run.
 */
export async function mayRun(program: string): Promise<boolean> {
  const { state } = await Deno.permissions.request({
    name: "run",
    command: program,
  });
  return state === "granted";
}

/**
 * Runs a program in this one's place: with its standard streams, its
 * environment, and the signals that it is sent meanwhile.
 *
 * @param program A name that is looked for in the path, or a path.
 * @param args Its arguments, each as one.
 * @returns Its exit code; 128 and the signal's number where a signal ended it.
 * @throws {IoError} It could not be started.
 */
export async function runCommand(
  program: string,
  args: readonly string[],
): Promise<number> {
  const child = start(program, args);
  const pass = onTerminal() ? FROM_OTHERS : ALL;
  const listeners = ALL.map((signal) => {
    // Those not passed on are heard as well, lest they end this program.
    const hear = () => pass.includes(signal) && signalChild(child, signal);
    Deno.addSignalListener(signal, hear);
    return () => Deno.removeSignalListener(signal, hear);
  });
  try {
    return (await child.status).code;
  } finally {
    for (const remove of listeners) remove();
  }
}

function start(program: string, args: readonly string[]): Deno.ChildProcess {
  try {
    return new Deno.Command(program, {
      args: [...args],
      stdin: "inherit",
      stdout: "inherit",
      stderr: "inherit",
    }).spawn();
  } catch (error) {
    // With LD_… in the environment no single program may be named (measured).
    const flag = /environment variable/.test(String(error))
      ? "--allow-run"
      : `--allow-run=${program}`;
    throw toIoError(error, { flag, seeksFile: true });
  }
}

function onTerminal(): boolean {
  return [Deno.stdin, Deno.stdout, Deno.stderr]
    .some((stream) => stream.isTerminal());
}
