import config from "../deno.json" with { type: "json" };
import { parseCommandLine } from "../src/cli/command_line.ts";
import { type CommandEntry, COMMANDS } from "../src/cli/commands.ts";

/** A command line that a document shows. */
export interface CommandSample {
  /** Its first line in the document, from 1. */
  readonly line: number;
  /** The words, as a shell would split them. */
  readonly words: readonly string[];
}

/** A block of shell commands in Markdown. */
const BLOCK = /^```sh\n(.*?)^```$/gms;

/** A command with the lines that a backslash joins to it. */
const COMMAND = /(?:.*\\\n)*.+/g;

/** A word: quoted, with backslashes as they are, or plain. */
const WORD = /(?:'[^']*'|[^\s'])+/g;

/**
 * Finds the command lines that a document shows.
 *
 * @param markdown The document.
 * @returns Each of them, in order; comments are left out.
 */
export function commandSamples(markdown: string): CommandSample[] {
  return [...markdown.matchAll(BLOCK)].flatMap((block) => {
    const [, body = ""] = block;
    const start = block.index + "```sh\n".length;
    return [...body.matchAll(COMMAND)].map((command) => ({
      line: markdown.slice(0, start + command.index).split("\n").length,
      words: wordsOf(command[0]),
    })).filter(({ words }) => words.length > 0);
  });
}

/**
 * Says what is wrong with a command line that a document shows, by the tables
 * that the program itself reads; nothing is run.
 *
 * @param sample The command line.
 * @returns What is wrong, or nothing.
 */
export function sampleProblem(
  { words }: CommandSample,
): string | undefined {
  const deno = words.findIndex((word) => /^deno(?:@[\d.]+)?$/.test(word));
  const [verb, ...rest] = words.slice(deno + 1);
  if (deno < 0) return undefined;
  if (verb === "task") return taskProblem(rest);
  const program = rest.indexOf("dist/faultline.js");
  if (verb !== "run" || program < 0) return undefined;
  const args = rest.slice(program + 1);
  return argsProblem(args) ?? flagsProblem(args, rest.slice(0, program));
}

function wordsOf(command: string): string[] {
  const plain = command.replaceAll("\\\n", " ").replace(/(^|\s)#.*$/, "");
  return (plain.match(WORD) ?? []).map((word) => word.replaceAll("'", ""));
}

function taskProblem([task = "", ...args]: readonly string[]) {
  if (!Object.hasOwn(config.tasks, task)) return `there is no task ${task}`;
  return task === "faultline" ? argsProblem(args) : undefined;
}

function argsProblem(args: readonly string[]): string | undefined {
  try {
    parseCommandLine(args);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Which hosts and files a sample names is its own affair. */
function flagsProblem(
  args: readonly string[],
  flags: readonly string[],
): string | undefined {
  const { command } = parseCommandLine(args);
  if (command === undefined) return undefined;
  const { permissions }: CommandEntry = COMMANDS[command];
  const known = permissions.filter((line) => line.startsWith("--"));
  const wanted = known.filter(isAlwaysNeeded).map(withoutPlaceholder);
  const optional = known.filter((line) => !isAlwaysNeeded(line)).map(nameOf);
  const shown = flags.map((flag) =>
    wanted.includes(nameOf(flag)) ? nameOf(flag) : flag
  ).filter((flag) => wanted.includes(flag) || !optional.includes(nameOf(flag)));
  const same = wanted.toSorted().join(" ") === shown.toSorted().join(" ");
  return same ? undefined : `the flags must be ${wanted.join(" ")}`;
}

/** What stands in brackets says when a flag is needed, or which hosts. */
function isAlwaysNeeded(permission: string): boolean {
  return !permission.includes(" (") || nameOf(permission) === "--allow-net";
}

function nameOf(flag: string): string {
  return flag.split("=", 1).join();
}

function withoutPlaceholder(flag: string): string {
  const isFree = nameOf(flag) === "--allow-net" || /FILE|</.test(flag);
  return isFree ? nameOf(flag) : flag;
}
