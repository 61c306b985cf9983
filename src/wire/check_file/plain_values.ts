import type { ValuePath } from "./yaml_tree.ts";

/** Deepest nesting: the schema has four levels. */
const MAX_DEPTH = 16;

/**
 * Most values, aliases counted as often as they are used: twenty thousand
 * targets with ten keys each fit.
 */
const MAX_VALUES = 1_000_000;

/** Says why a value cannot be used. */
export type Complain = (path: ValuePath, problem: string) => Error;

/**
 * Copies a value and changes its texts, within bounds: aliases that stand for
 * themselves, or for more and more of each other, end in an error.
 *
 * @param value The value, of objects, lists, texts, numbers and so on.
 * @param change Changes a text.
 * @param complain Makes the error.
 * @returns The copy, in which nothing is shared.
 * @throws What `complain` gives.
 */
export function mapTexts(
  value: unknown,
  change: (text: string, path: ValuePath) => string,
  complain: Complain,
): unknown {
  let left = MAX_VALUES;
  function copy(one: unknown, path: ValuePath): unknown {
    left--;
    if (left < 0) throw complain([], "has too many values, or aliases of them");
    if (path.length > MAX_DEPTH) {
      throw complain(path, "is nested too deeply, or an alias of itself");
    }
    if (typeof one === "string") return change(one, path);
    if (Array.isArray(one)) {
      return one.map((item, index) => copy(item, [...path, index]));
    }
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).map(([key, item]) => [
        key,
        copy(item, [...path, key]),
      ]),
    );
  }
  return copy(value, []);
}
