import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import { redactQuoted } from "../model/redact_quoted.ts";
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
    return await report(error, terminal);
  }
}

/** Says what is wrong on one line, whatever somebody has written into it. */
async function report(error: unknown, terminal: Terminal): Promise<number> {
  const { message, code } = problemOf(error, terminal.args);
  const line = scrub(redactQuoted(message), MAX_ERROR_LENGTH);
  const style = { ...PLAIN_STYLE, unicode: isUtf8(terminal) };
  terminal.writeError(plain(`faultline: ${line}\n`, style));
  if (code === EXIT_INTERNAL && terminal.args.includes("--verbose")) {
    const { stack = "" } = error instanceof Error ? error : {};
    terminal.writeError(`${redactQuoted(stack)}\n`);
  }
  if (!isPlugin(terminal.args) || error instanceof IoError) return code;
  // Other codes would be a state of what it checks.
  const nagios = await import("../report/check_nagios.ts");
  await terminal.write(nagios.nagiosUnknown(line, style));
  return nagios.NAGIOS_UNKNOWN;
}

function problemOf(
  error: unknown,
  args: readonly string[],
): { readonly message: string; readonly code: number } {
  const message = error instanceof Error ? error.message : `${error}`;
  if (error instanceof UsageError) {
    const help = `see faultline ${helpFor(args)}`;
    return { message: `${message} (${help})`, code: EXIT_USAGE };
  }
  if (error instanceof IoError) {
    const reason = reasonOf(error);
    return {
      message: `Cannot write the result: ${reason}`,
      code: EXIT_INTERNAL,
    };
  }
  const said = `internal error, please report it: ${message}`;
  return { message: said, code: EXIT_INTERNAL };
}

/**
 * Whether a monitor reads standard output and the exit code. Arguments that
 * nobody understands may ask for that as well.
 */
function isPlugin(args: readonly string[]): boolean {
  const isAsked = args.some((arg, index) =>
    arg === "--format=nagios" ||
    arg === "--format" && args[index + 1] === "nagios"
  );
  return isAsked && args.includes("check");
}

/** The help that would tell more. */
function helpFor(args: readonly string[]): string {
  const command = args.find((arg) => Object.hasOwn(COMMANDS, arg));
  return command === undefined ? "--help" : `${command} --help`;
}
