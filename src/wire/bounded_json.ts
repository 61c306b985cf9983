import { MAX_SUBPROCESS_OUTPUT_BYTES } from "../model/limits.ts";
import { scrub } from "../model/scrub.ts";
import { readAs, type Reading, unreadable } from "./reading.ts";

/** An object of parsed JSON whose members have yet to be checked. */
export type JsonObject = { readonly [name: string]: unknown };

/** Most characters of a text that are shown when it could not be read. */
const MAX_SHOWN = 40;

/**
 * Parses JSON that a program printed. A text beyond the bound is refused
 * rather than cut, since half of a document is none.
 *
 * @param text The JSON.
 * @returns The value, unchecked.
 */
export function boundedJson(text: string): Reading<unknown> {
  if (text.length > MAX_SUBPROCESS_OUTPUT_BYTES) {
    return unreadable(
      "Cannot read as JSON: it must be at most " +
        `${MAX_SUBPROCESS_OUTPUT_BYTES} characters long, current length is ` +
        text.length,
    );
  }
  try {
    return readAs(JSON.parse(text) as unknown);
  } catch {
    return unreadable(
      `Cannot read as JSON: current value begins ${scrub(text, MAX_SHOWN)}`,
    );
  }
}

/**
 * Reads a list of objects that a program printed as JSON. Nothing at all is an
 * empty list, and one object is a list of one: that is how `ip` and PowerShell
 * print them.
 *
 * @param text The JSON.
 * @param readEntry Reads one object; `undefined` if it is not one that counts.
 * @returns What was read, and how many entries were not.
 */
export function readJsonList<T>(
  text: string,
  readEntry: (entry: JsonObject) => T | readonly T[] | undefined,
): Reading<readonly T[]> {
  if (text.trim() === "") return readAs([]);
  const json = boundedJson(text);
  if (!json.ok) return json;
  return readList(json.value, readEntry);
}

/**
 * Reads a list of objects that is part of parsed JSON.
 *
 * @param list An array of objects, one object, or nothing.
 * @param readEntry Reads one object; `undefined` if it is not one that counts.
 * @returns What was read, and how many entries were not.
 */
export function readList<T>(
  list: unknown,
  readEntry: (entry: JsonObject) => T | readonly T[] | undefined,
): Reading<readonly T[]> {
  const values: T[] = [];
  let skipped = 0;
  for (const entry of listOf(list)) {
    if (isObject(entry) && Object.keys(entry).length === 0) continue;
    const read = isObject(entry) ? readEntry(entry) : undefined;
    if (read === undefined) skipped++;
    else if (isList(read)) values.push(...read);
    else values.push(read);
  }
  return readAs(values, skipped);
}

/** `Array.isArray` that also knows a readonly array. */
function isList<T>(read: T | readonly T[]): read is readonly T[] {
  return Array.isArray(read);
}

/** An array as it is, nothing as an empty one, anything else as one of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Whether a value of parsed JSON is an object and not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text that a member holds, if it holds one that is not empty. */
export function textAt(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The whole number from 0 that a member holds, if it holds one. */
export function countAt(object: JsonObject, name: string): number | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return Number.isSafeInteger(value) && Number(value) >= 0
    ? Number(value)
    : undefined;
}

/** The texts of a member that holds a list; other entries are left out. */
export function textsAt(object: JsonObject, name: string): readonly string[] {
  return listOf(object[name]).filter((value) => typeof value === "string");
}
