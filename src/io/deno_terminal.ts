import { toIoError } from "./deno_error.ts";
import type { Terminal } from "./terminal.ts";

/** Columns where there is no terminal to ask. */
const DEFAULT_COLUMNS = 80;

/** The one {@linkcode Terminal} that is real, by Deno. */
export function createDenoTerminal(): Terminal {
  return {
    args: Deno.args,
    outputIsTerminal: Deno.stdout.isTerminal(),
    errorIsTerminal: Deno.stderr.isTerminal(),
    columns: columns(),
    variable,
    write,
    writeError: (text) => {
      // Like `write`, but in order with what the runtime itself prints.
      try {
        Deno.stderr.writeSync(new TextEncoder().encode(text));
      } catch {
        // Nobody listens.
      }
    },
    replaceFile,
    requireWritable,
    interrupted: interruptSignal(),
    exit: Deno.exit,
  };
}

function columns(): number {
  try {
    return Deno.consoleSize().columns;
  } catch {
    return DEFAULT_COLUMNS;
  }
}

/** Asks first: reading without permission would prompt, or throw. */
function variable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}

async function write(text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let sent = 0; sent < bytes.length;) {
      sent += await Deno.stdout.write(bytes.subarray(sent));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = temporaryOf(path);
  try {
    await Deno.writeTextFile(temporary, text);
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw toIoError(error, { flag: `--allow-write=${path}` });
  }
}

async function requireWritable(path: string): Promise<void> {
  const temporary = temporaryOf(path);
  try {
    const isFolder = await Deno.stat(path).then(
      (found) => found.isDirectory,
      () => false,
    );
    if (isFolder) throw new Deno.errors.IsADirectory("it is a directory");
    await Deno.writeTextFile(temporary, "");
    await Deno.remove(temporary);
  } catch (error) {
    throw toIoError(error, { flag: `--allow-write=${path}` });
  }
}

function temporaryOf(path: string): string {
  return `${path}.${Deno.pid}.part`;
}

function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const abort = () => {
    controller.abort(new DOMException("interrupted", "AbortError"));
  };
  const signals: readonly Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT"]
    : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, abort);
  return controller.signal;
}
