import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import { scrub } from "../model/scrub.ts";
import { plain, PLAIN_STYLE } from "../report/style.ts";
import { type CommandLine, parseCommandLine } from "./command_line.ts";
import {
  EXIT_HEALTHY,
  EXIT_INTERNAL,
  EXIT_INTERRUPTED,
  EXIT_USAGE,
} from "./exit_code.ts";
import { helpText } from "./help.ts";
import { type CommandName, COMMANDS } from "./commands.ts";
import { reasonOf } from "./reason.ts";
import { redactQuoted } from "./redact.ts";
import { isUtf8, styleOf } from "./style.ts";
import { UsageError } from "./usage_error.ts";
import { VERSION } from "./version.ts";

/** Runs one command to its end and gives the exit code. */
export type Command = (
  line: CommandLine,
  terminal: Terminal,
) => Promise<number>;

/** Each command is loaded only when it is called. */
const LOADERS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  diagnose: async () => (await import("./diagnose.ts")).runDiagnose,
  watch: async () => (await import("./watch.ts")).runWatch,
  serve: async () => (await import("./serve.ts")).runServe,
  discover: async () => (await import("./discover.ts")).runDiscover,
  agent: async () => (await import("./agent.ts")).runAgent,
  wait: async () => (await import("./wait.ts")).runWait,
  check: async () => (await import("./check.ts")).runCheck,
  explain: async () => (await import("./explain.ts")).runExplain,
  completions: async () => (await import("./completions.ts")).runCompletions,
  demo: async () => (await import("./demo.ts")).runDemo,
};

/** Longest line on standard error: what was given is cut before the reason. */
const MAX_ERROR_LENGTH = 500;

/**
 * Runs the program.
 *
 * @param terminal The world around it.
 * @returns The exit code.
 */
export async function main(terminal: Terminal): Promise<number> {
  try {
    const line = parseCommandLine(terminal.args);
    const style = styleOf(line, terminal);
    if (line.has("version")) {
      await terminal.write(`faultline ${VERSION}\n`);
      return EXIT_HEALTHY;
    }
    if (line.has("help")) {
      await terminal.write(plain(helpText(line.command), style));
      return EXIT_HEALTHY;
    }
    if (line.command === undefined) {
      terminal.writeError(plain(helpText(), style));
      return EXIT_USAGE;
    }
    const command = await LOADERS[line.command]();
    return await command(line, terminal);
  } catch (error) {
    const { aborted, reason } = terminal.interrupted;
    if (aborted && error === reason) return EXIT_INTERRUPTED;
    return report(error, terminal);
  }
}

function report(error: unknown, terminal: Terminal): number {
  const { message, stack } = error instanceof Error
    ? error
    : new Error(String(error));
  if (error instanceof UsageError) {
    tell(`${message} (see faultline ${helpFor(terminal.args)})`, terminal);
    return EXIT_USAGE;
  }
  if (error instanceof IoError) {
    tell(`Cannot write the result: ${reasonOf(error)}`, terminal);
    return EXIT_INTERNAL;
  }
  tell(`internal error, please report it: ${message}`, terminal);
  if (terminal.args.includes("--verbose")) {
    terminal.writeError(`${redactQuoted(stack ?? "")}\n`);
  }
  return EXIT_INTERNAL;
}

/** One line, whatever somebody has written into it. */
function tell(message: string, terminal: Terminal): void {
  const line = scrub(redactQuoted(message), MAX_ERROR_LENGTH);
  const style = { ...PLAIN_STYLE, unicode: isUtf8(terminal) };
  terminal.writeError(plain(`faultline: ${line}\n`, style));
}

/** The help that would tell more. */
function helpFor(args: readonly string[]): string {
  const command = args.find((arg) => Object.hasOwn(COMMANDS, arg));
  return command === undefined ? "--help" : `${command} --help`;
}
