// @ts-types="@types/js-yaml"
import { CORE_SCHEMA, load, YAMLException } from "js-yaml";

/** Where a value stands: keys and indexes, from the outermost one. */
export type ValuePath = readonly (string | number)[];

/** A text in YAML or JSON, read. */
export interface YamlTree {
  /** What it says, as plain values. */
  readonly value: unknown;
  /** The line of a value, from 1; of what is around it where it has none. */
  lineOf(path: ValuePath): number;
}

/** A node of the text; a mapping's children are its keys and values in turn. */
interface Node {
  readonly line: number;
  readonly children: Node[];
  value?: unknown;
}

/** What js-yaml tells its listener of, and its types leave out. */
interface ParserState {
  readonly line: number;
  readonly result: unknown;
}

/** The text is no YAML. */
export class YamlError extends SyntaxError {
  /** The line, from 1; 0 where the fault is of the whole text. */
  readonly line: number;

  /** Says what is wrong with which line. */
  constructor(message: string, line: number, cause: unknown) {
    super(message, { cause });
    this.name = "YamlError";
    this.line = line;
  }
}

/**
 * Reads YAML 1.2, or JSON as a part of it, and keeps the lines. No tag makes
 * anything but plain values.
 *
 * @param text The text.
 * @returns The tree; its values may be shared where the text uses aliases.
 * @throws {YamlError} It is no YAML.
 */
export function readYaml(text: string): YamlTree {
  const root: Node = { line: 0, children: [] };
  const open = [root];
  function listener(event: "open" | "close", state: ParserState): void {
    if (event === "open") open.push({ line: state.line, children: [] });
    else closeNode(open, state.result);
  }
  const options = { schema: CORE_SCHEMA, listener };
  try {
    const value = load(text, options as Parameters<typeof load>[1]);
    return { value, lineOf: (path) => lineOf(root.children[0], value, path) };
  } catch (error) {
    throw yamlError(error);
  }
}

/** What was tried as a key and is the value itself comes twice. */
function closeNode(open: Node[], value: unknown): void {
  const node = open.pop();
  if (node === undefined) return;
  const [only, ...others] = node.children;
  const isTwice = only !== undefined && others.length === 0 &&
    only.value === value;
  node.value = value;
  open.at(-1)?.children.push(isTwice ? only : node);
}

function lineOf(
  root: Node | undefined,
  value: unknown,
  path: ValuePath,
): number {
  let node = root;
  let inside = value;
  let line = root?.line ?? 0;
  for (const key of path) {
    if (typeof inside !== "object" || inside === null) break;
    inside = (inside as Record<string | number, unknown>)[key];
    node = node && childOf(node, key, inside);
    if (node === undefined) break;
    line = node.line;
  }
  return line + 1;
}

function childOf(
  { value, children }: Node,
  key: string | number,
  inside: unknown,
): Node | undefined {
  if (Array.isArray(value)) return children[Number(key)];
  const index = children.findIndex((child, at) =>
    String(child.value) === key && children[at + 1]?.value === inside
  );
  return index < 0 ? undefined : children[index + 1];
}

function yamlError(error: unknown): unknown {
  if (error instanceof YAMLException) {
    const { reason, mark } = error as Omit<YAMLException, "mark"> & {
      readonly mark?: { readonly line: number };
    };
    return new YamlError(reason, mark === undefined ? 0 : mark.line + 1, error);
  }
  // The parser calls itself for each level.
  return error instanceof RangeError
    ? new YamlError("it is nested too deeply", 0, error)
    : error;
}
