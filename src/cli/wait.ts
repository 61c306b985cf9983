import { wait, type WaitOptions } from "../app/wait.ts";
import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import {
  MAX_TIMEOUT_MS,
  MAX_WAIT_MS,
  MIN_TIMEOUT_MS,
} from "../model/limits.ts";
import { parseTarget } from "../model/target.ts";
import type { WaitResult } from "../model/wait_result.ts";
import type { ReportOptions } from "../report/reporter.ts";
import { waitJson } from "../report/wait_json.ts";
import { waitEndWords, waitText } from "../report/wait_text.ts";
import type { CommandLine } from "./command_line.ts";
import { detailOf } from "./detail.ts";
import { EXIT_HEALTHY, EXIT_INTERRUPTED } from "./exit_code.ts";
import { pathOptionsOf } from "./path_options.ts";
import { reasonOf } from "./reason.ts";
import { styleOf } from "./style.ts";
import { UsageError } from "./usage_error.ts";
import {
  asUsageError,
  durationOf,
  modeOf,
  oneOf,
  readInput,
  wholeNumberOf,
} from "./user_input.ts";
import { waitExitCode } from "./wait_exit_code.ts";
import { WaitProgress } from "./wait_progress.ts";

/** The program is there and cannot be run, as POSIX shells say it. */
const EXIT_NOT_RUN = 126;

/** There is no such program, likewise. */
const EXIT_NO_PROGRAM = 127;

/** The formats, one file each. */
const FORMATS: Readonly<
  Record<string, (result: WaitResult, options: ReportOptions) => string>
> = {
  text: waitText,
  json: waitJson,
};

/**
 * `faultline wait TARGET... [-- COMMAND...]`
 *
 * @param line What was asked for.
 * @param terminal The world around the program.
 * @param waiting Waits for targets.
 * @returns The exit code.
 */
export async function runWait(
  line: CommandLine,
  terminal: Terminal,
  waiting: typeof wait = wait,
): Promise<number> {
  const names = Object.keys(FORMATS);
  const name = oneOf("--format", line.text("format") ?? "text", names);
  const format = FORMATS[name] ?? waitText;
  const targets = line.operands.map((text) =>
    readInput("target", text, parseTarget)
  );
  const options = optionsOf(line);
  await requireProgram(line, terminal);
  const style = styleOf(line, terminal);
  const colour = style.colour && terminal.errorIsTerminal;
  const errorStyle = { ...style, colour };
  const progress = new WaitProgress(terminal, errorStyle, targets.length);
  const isQuiet = line.has("quiet");
  if (!isQuiet) progress.start();
  const result = await waiting(targets, {
    ...options,
    signal: terminal.interrupted,
    onTry: (waited) => isQuiet || progress.show(waited),
  }).catch((error: unknown) => {
    if (!terminal.interrupted.aborted) throw asUsageError(error);
  }).finally(() => progress.stop(terminal.interrupted.aborted && !isQuiet));
  if (result === undefined) return EXIT_INTERRUPTED;
  if (!result.ready && !isQuiet) {
    terminal.writeError(`faultline: ${waitEndWords(result)}\n`);
  }
  await terminal.write(format(result, { style, detail: detailOf(line) }));
  const code = waitExitCode(result);
  return code === EXIT_HEALTHY
    ? await runProgram(line.program, terminal)
    : code;
}

/** What can be told of it is told before anything is probed. */
async function requireProgram(
  { program: [program], ...line }: CommandLine,
  terminal: Terminal,
): Promise<void> {
  if (program === undefined) return;
  if (line.text("format") === "json") {
    throw new UsageError(
      "Cannot use --format json with a command: standard output is the " +
        "command's",
    );
  }
  if (await terminal.mayRun(program)) return;
  throw new UsageError(
    `Cannot run ${JSON.stringify(program)} afterwards: it needs ` +
      `--allow-run=${program}, and a program of that name`,
  );
}

async function runProgram(
  [program, ...args]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (program === undefined) return EXIT_HEALTHY;
  if (terminal.interrupted.aborted) return EXIT_INTERRUPTED;
  try {
    return await terminal.run(program, args);
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    const name = JSON.stringify(program);
    const isMissing = error.kind === "not-found";
    const reason = isMissing ? "there is no such program" : reasonOf(error);
    terminal.writeError(`faultline: Cannot run ${name}: ${reason}\n`);
    return isMissing ? EXIT_NO_PROGRAM : EXIT_NOT_RUN;
  }
}

function optionsOf(line: CommandLine): WaitOptions {
  if (line.has("all") && line.has("any")) {
    throw new UsageError("Cannot use --all with --any: leave one out");
  }
  const timeoutMs = durationOf(line, "timeout", {
    minMs: MIN_TIMEOUT_MS,
    maxMs: MAX_WAIT_MS,
  });
  const intervalMs = durationOf(line, "interval", {
    minMs: MIN_TIMEOUT_MS,
    maxMs: MAX_TIMEOUT_MS,
  });
  const stable = line.text("stable");
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(intervalMs !== undefined && { intervalMs }),
    ...(stable !== undefined && { stable: wholeNumberOf("--stable", stable) }),
    ...pathOptionsOf(line),
    any: line.has("any"),
    failOn: line.texts("fail-on").map(modeOf),
  };
}
