import { signalChild } from "../../src/io/deno_child.ts";

/** What a command printed and how it ended. */
export interface Ran {
  /** Exit code; 124 where the time was over. */
  readonly code: number;
  /** Standard output. */
  readonly stdout: string;
  /** Standard error. */
  readonly stderr: string;
  /** How long it ran, in milliseconds. */
  readonly tookMs: number;
}

/** Starts a command. */
export type Start = (command: Deno.Command) => Deno.ChildProcess;

/** Where and with what a command is started. */
export interface StartOptions {
  /** What it reads. @default nothing */
  readonly input?: string;
  /** Starts it. @default where this process is, and as it is */
  readonly start?: Start;
  /** Environment on top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a command is run. */
export interface RunOptions extends StartOptions {
  /** Is given the process as soon as it runs. */
  readonly onStart?: (child: Deno.ChildProcess) => void;
}

/** Longest run of anything in the lab: a diagnosis takes 2.5 s at most. */
const MAX_RUN_MS = 30_000;

/** Runs a command to its end; the bound on time kills it. */
export async function run(
  command: readonly string[],
  { onStart, ...options }: RunOptions = {},
): Promise<Ran> {
  const { input } = options;
  const startMs = performance.now();
  const child = startPiped(command, options);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    signalChild(child, "SIGKILL");
  }, MAX_RUN_MS);
  onStart?.(child);
  if (input !== undefined) await feed(child.stdin, input);
  const output = await child.output();
  clearTimeout(timer);
  const text = new TextDecoder();
  return {
    code: isLate ? 124 : output.code,
    stdout: text.decode(output.stdout),
    stderr: text.decode(output.stderr),
    tookMs: performance.now() - startMs,
  };
}

/** Starts a command whose output is to be read. */
export function startPiped(
  [program = "", ...args]: readonly string[],
  { input, start = plainly, env = {} }: StartOptions = {},
): Deno.ChildProcess {
  return start(
    new Deno.Command(program, {
      args,
      stdin: input === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
      env: { LC_ALL: "C.UTF-8", DENO_NO_UPDATE_CHECK: "1", ...env },
    }),
  );
}

function plainly(command: Deno.Command): Deno.ChildProcess {
  return command.spawn();
}

async function feed(stream: WritableStream<Uint8Array>, input: string) {
  const writer = stream.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
}

/** Runs a command that must not fail. */
export async function mustRun(
  command: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(command, options);
  if (code === 0) return stdout;
  throw new Error(
    `Cannot run ${command.join(" ")}: ${stderr.trim()}\n${options.input ?? ""}`,
  );
}
