import { isObject, type JsonObject } from "../bounded_json.ts";
import { toAsciiJson } from "./ascii_json.ts";
import { crc32 } from "./crc32.ts";

/** A checksum in eight digits, a space, and a JSON object in ASCII. */
const SEALED = /^([0-9a-f]{8}) (\{[ -~]*\})$/;

/**
 * How such lines begin, be they torn; a file system may show zeros where it
 * lost what was written last.
 */
const BEGINNING = /^(?:[0-9a-f]{0,8}|[0-9a-f]{8} \{?|\0.*)$/s;

/**
 * Writes a value as one line whose checksum tells whether it is whole.
 *
 * @param value What JSON can hold.
 * @returns The line with its end, in ASCII.
 */
export function sealLine(value: object): string {
  const json = toAsciiJson(value);
  return `${crc32(json).toString(16).padStart(8, "0")} ${json}\n`;
}

/**
 * Reads such a line.
 *
 * @param line The line without its end.
 * @returns The object, unchecked; `undefined` where the line is not whole.
 */
export function openLine(line: string): JsonObject | undefined {
  const [, sum = "", json = ""] = SEALED.exec(line) ?? [];
  if (json === "" || parseInt(sum, 16) !== crc32(json)) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a text can have been written as such lines, be they torn: somebody's
 * other file must not be taken for one.
 */
export function mayBeSealed(text: string): boolean {
  return BEGINNING.test(text.slice(0, "01234567 {".length));
}
