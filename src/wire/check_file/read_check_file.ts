import { safeParse } from "valibot";
import type { CheckTarget } from "../../model/check_target.ts";
import { CheckFileError } from "./check_file_error.ts";
import { mapTexts } from "./plain_values.ts";
import { mostTelling, problemOf, quoted } from "./problem.ts";
import { CHECK_FILE } from "./schema.ts";
import { type FileDefaults, targetsOf } from "./targets.ts";
import { expandVariables, type Variables } from "./variables.ts";
import {
  readYaml,
  type ValuePath,
  YamlError,
  type YamlTree,
} from "./yaml_tree.ts";

/** What a file of a check is read with. */
export interface CheckFileOptions {
  /** What the file is called in messages. */
  readonly name: string;
  /** The environment. */
  readonly variables: Variables;
  /** What the command line says for all targets; it wins over defaults. */
  readonly given: FileDefaults;
}

/**
 * Reads the file of a check: YAML, or JSON.
 *
 * @param text Its text.
 * @param options Its name and the environment.
 * @returns The targets, with what holds for all of them put in.
 * @throws {CheckFileError} It cannot be used; the message names file, line and
 * key, and what was expected.
 */
export function readCheckFile(
  text: string,
  { name, variables, given }: CheckFileOptions,
): readonly CheckTarget[] {
  const tree = parse(text, name);
  if (tree.value === undefined || tree.value === null) {
    throw new CheckFileError(`${name}: it is empty; expected targets`);
  }
  const complain = (path: ValuePath, problem: string): CheckFileError =>
    new CheckFileError(`${placeOf(name, tree, path)}: ${problem}`);
  const value = mapTexts(tree.value, (one, path) => {
    try {
      return expandVariables(one, variables);
    } catch (error) {
      throw complain(path, reasonOf(error));
    }
  }, complain);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const found = `got ${quoted(value)}`;
    throw complain(
      [],
      `expected the keys targets, defaults, proxies, ${found}`,
    );
  }
  const { issues, output, success } = safeParse(CHECK_FILE, value);
  if (!success) {
    const { path, message } = problemOf(mostTelling(issues));
    const others = issues.length - 1;
    const more = others === 0 ? "" : ` (and ${others} more)`;
    throw complain(path, message + more);
  }
  return targetsOf(output, given, complain);
}

function parse(text: string, name: string): YamlTree {
  try {
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const line = error.line === 0 ? "" : `:${error.line}`;
    const language = /\.json$/i.test(name) ? "JSON" : "YAML";
    throw new CheckFileError(
      `${name}${line}: no ${language}: ${error.message}`,
      { cause: error },
    );
  }
}

/** As `checks.yaml:12: targets[3].timeout`. */
function placeOf(name: string, tree: YamlTree, path: ValuePath): string {
  const keys = path.reduce<string>((words, key) => {
    if (typeof key === "number") return `${words}[${key}]`;
    const plain = /^[\w$-]+$/.test(key) ? key : JSON.stringify(key);
    return words === "" ? plain : `${words}.${plain}`;
  }, "");
  const place = `${name}:${tree.lineOf(path)}`;
  return keys === "" ? place : `${place}: ${keys}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return error.message;
  throw error;
}
