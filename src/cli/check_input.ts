import { type CheckItem, planCheck } from "../app/check_plan.ts";
import { readBoundedText, STANDARD_INPUT } from "../io/deno_bounded_file.ts";
import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import type { CheckTarget } from "../model/check_target.ts";
import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from "../model/limits.ts";
import { parseProxy, parseTarget, type Target } from "../model/target.ts";
import type { CheckFileOptions } from "../wire/check_file/read_check_file.ts";
import type { CommandLine } from "./command_line.ts";
import { reasonOf } from "./reason.ts";
import { UsageError } from "./usage_error.ts";
import { asUsageError, durationOf, readInput } from "./user_input.ts";

/**
 * Most bytes of a file: twenty thousand targets with names and labels take
 * 4 MB.
 */
const MAX_FILE_BYTES = 8_388_608;

/**
 * Reads what is to be checked: the file that comes first among the operands,
 * and the targets behind it.
 *
 * @param line What was asked for.
 * @param terminal The environment, and what ends the wait for a pipe.
 * @returns The targets.
 * @throws {UsageError} Something cannot be used; nothing was contacted.
 */
export async function readCheckInput(
  line: CommandLine,
  terminal: Terminal,
): Promise<readonly CheckItem[]> {
  const { operands } = line;
  const options = optionsOf(line);
  const [first] = operands;
  const isFile = first !== undefined && namesFile(first);
  const written = isFile ? operands.slice(1) : operands;
  try {
    const targets = [
      ...isFile ? await readFile(first, options, terminal) : [],
      ...written.map((text): CheckTarget => ({ target: readTarget(text) })),
    ];
    return planCheck(targets, options);
  } catch (error) {
    throw asUsageError(error);
  }
}

/** A target has a colon before its port or behind its scheme. */
function namesFile(operand: string): boolean {
  return !operand.includes(":") || isSurelyFile(operand);
}

function isSurelyFile(operand: string): boolean {
  if (operand === STANDARD_INPUT) return true;
  return /\.(?:ya?ml|json)$/i.test(operand) && !operand.includes("://");
}

function readTarget(operand: string): Target {
  if (!isSurelyFile(operand)) return readInput("target", operand, parseTarget);
  throw new UsageError(
    "Cannot use a FILE but as the first operand, and one FILE only: " +
      `current value is ${JSON.stringify(operand)}`,
  );
}

async function readFile(
  path: string,
  given: CheckFileOptions["given"],
  terminal: Terminal,
): Promise<readonly CheckTarget[]> {
  const name = path === STANDARD_INPUT ? "standard input" : path;
  const text = await textOf(path, name, terminal);
  // Loaded for a file alone: schema and YAML cost 15 ms at start (measured).
  const { readCheckFile } = await import(
    "../wire/check_file/read_check_file.ts"
  );
  const variables = (variable: string) => readVariable(variable, terminal);
  return readCheckFile(text, { name, variables, given });
}

function readVariable(name: string, terminal: Terminal): string | undefined {
  if (terminal.mayReadVariable(name)) return terminal.variable(name);
  throw new SyntaxError(
    `the variable ${name} may not be read: run with --allow-env=${name}`,
  );
}

async function textOf(
  path: string,
  name: string,
  { interrupted }: Terminal,
): Promise<string> {
  try {
    return await readBoundedText(path, MAX_FILE_BYTES, interrupted);
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    throw new UsageError(
      `Cannot read ${JSON.stringify(name)}: ${reasonOf(error)}` +
        hintOf(path),
    );
  }
}

/** What has no slash and is no YAML by its name may be meant as a host. */
function hintOf(path: string): string {
  if (isSurelyFile(path) || !/^[\w.-]+$/.test(path)) return "";
  return `; a target needs a port, as ${path}:443`;
}

function optionsOf(line: CommandLine): CheckFileOptions["given"] {
  const proxy = line.text("proxy");
  const bounds = { minMs: MIN_TIMEOUT_MS, maxMs: MAX_TIMEOUT_MS };
  const timeoutMs = durationOf(line, "timeout", bounds);
  const references = line.texts("reference");
  const nameServers = line.texts("name-server");
  return {
    ...(proxy !== undefined && {
      proxy: readInput("proxy", proxy, parseProxy),
    }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(references.length > 0 && { references }),
    ...(nameServers.length > 0 && { nameServers }),
  };
}
