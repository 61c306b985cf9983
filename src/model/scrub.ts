import { MAX_MESSAGE_LENGTH } from "./limits.ts";

/** The short escapes of C and JavaScript. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
]);

/**
 * Makes a peer's or a program's words safe to print on one line: whatever a
 * terminal would act upon becomes an escape, and the length is cut.
 *
 * Bytes that are not UTF-8 show as `\xNN`. Doing it again changes nothing.
 *
 * @param words Text or bytes, of any length and content.
 * @param maxLength Most characters of the result; a cut one ends in `…`.
 * @returns One printable line.
 * @default maxLength {@linkcode MAX_MESSAGE_LENGTH}
 */
export function scrub(
  words: string | Uint8Array,
  maxLength: number = MAX_MESSAGE_LENGTH,
): string {
  // Each unit of input becomes at least a quarter of a character.
  const beginning = words.length > maxLength * 4
    ? words.slice(0, maxLength * 4)
    : words;
  const text = typeof beginning === "string"
    ? escapeUnprintable(beginning)
    : renderBytes(beginning);
  return cut(text, maxLength);
}

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const characters = [...text];
  if (characters.length <= maxLength) return text;
  return characters.slice(0, maxLength - 1).join("") + "…";
}

/**
 * What must not reach a terminal or a log as it is: controls (with the escape
 * of ANSI sequences), formatting (with the bidirectional overrides), lone
 * surrogates, private and unassigned characters, line and paragraph ends. The
 * expression stands here since it is dear to make, even where never used.
 */
function escapeUnprintable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escapeChar);
}

function escapeChar(char: string): string {
  const short = ESCAPES.get(char);
  if (short !== undefined) return short;
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 2 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`;
}

function renderBytes(bytes: Uint8Array): string {
  try {
    // As a stream, since a cut may have split the last character.
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return escapeUnprintable(decoder.decode(bytes, { stream: true }));
  } catch {
    return Array.from(bytes, renderByte).join("");
  }
}

function renderByte(byte: number): string {
  return byte >= 0x20 && byte < 0x7f
    ? String.fromCharCode(byte)
    : escapeChar(String.fromCharCode(byte));
}
