import { toIoError } from "./deno_error.ts";
import { lines } from "./deno_input.ts";
import { replaceFile, requireWritable } from "./deno_output.ts";
import type { Terminal } from "./terminal.ts";

/** Columns where there is no terminal to ask. */
const DEFAULT_COLUMNS = 80;

/** Exit code when a second signal asks again, as shells give it for SIGINT. */
const EXIT_INTERRUPTED = 130;

/** The one {@linkcode Terminal} that is real, by Deno. */
export function createDenoTerminal(): Terminal {
  const interruption = hearInterruption();
  const unread = new AbortController();
  return {
    args: Deno.args,
    outputIsTerminal: Deno.stdout.isTerminal(),
    errorIsTerminal: Deno.stderr.isTerminal(),
    columns: columns(),
    noColour: Deno.noColor,
    variable,
    mayReadVariable,
    write: (text) => write(text, unread),
    unread: unread.signal,
    lines,
    writeError,
    replaceFile,
    requireWritable,
    repeat,
    interrupted: interruption.signal,
    async mayRun(program) {
      const { mayRun } = await import("./deno_command.ts");
      return await mayRun(program);
    },
    async run(program, args) {
      const { runCommand } = await import("./deno_command.ts");
      const work = runCommand(program, args);
      interruption.end();
      return await work;
    },
    exit: Deno.exit,
  };
}

/** Without a terminal Deno throws, which costs 10 ms at start (measured). */
function columns(): number {
  if (!Deno.stdout.isTerminal()) return DEFAULT_COLUMNS;
  try {
    // A terminal that does not know its size says 0.
    return Deno.consoleSize().columns || DEFAULT_COLUMNS;
  } catch {
    return DEFAULT_COLUMNS;
  }
}

/** Asks first: reading without permission would prompt, or throw. */
function variable(name: string): string | undefined {
  return mayReadVariable(name) ? Deno.env.get(name) : undefined;
}

function mayReadVariable(name: string): boolean {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted";
}

async function write(text: string, unread: AbortController): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let sent = 0; sent < bytes.length;) {
      sent += await Deno.stdout.write(bytes.subarray(sent));
    }
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) return unread.abort();
    throw toIoError(error, { flag: "--allow-write" });
  }
}

/** At once, so that it comes in order with what the runtime itself prints. */
function writeError(text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let sent = 0; sent < bytes.length;) {
      sent += Deno.stderr.writeSync(bytes.subarray(sent));
    }
  } catch {
    // Nobody listens, and there is nowhere else to say so.
  }
}

function repeat(periodMs: number, action: () => void): () => void {
  const timer = setInterval(action, periodMs);
  Deno.unrefTimer(timer);
  return () => clearInterval(timer);
}

/** The first signal asks for an orderly end, the second ends at once. */
function hearInterruption(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = () => {
    if (controller.signal.aborted) Deno.exit(EXIT_INTERRUPTED);
    controller.abort(new DOMException("interrupted", "AbortError"));
  };
  const signals: readonly Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT"]
    : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, abort);
  return {
    signal: controller.signal,
    end() {
      for (const signal of signals) Deno.removeSignalListener(signal, abort);
    },
  };
}
