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

/** Which hosts a sample names is its own affair; which flags is not. */
function flagsProblem(
  args: readonly string[],
  flags: readonly string[],
): string | undefined {
  const { command } = parseCommandLine(args);
  if (command === undefined) return undefined;
  const { permissions }: CommandEntry = COMMANDS[command];
  const wanted = permissions.filter(isAlwaysNeeded).map(withoutHosts);
  const shown = flags.map(withoutHosts).filter((flag) =>
    !permissions.some((known) => known.startsWith(`${flag} (`))
  );
  const same = wanted.toSorted().join(" ") === shown.toSorted().join(" ");
  return same ? undefined : `the flags must be ${wanted.join(" ")}`;
}

/** What is behind a flag says when it is needed; else it always is. */
function isAlwaysNeeded(permission: string): boolean {
  return /^--\S+$|^--allow-net=/.test(permission);
}

function withoutHosts(flag: string): string {
  return flag.replace(/^(--allow-net)=.*/, "$1");
}
