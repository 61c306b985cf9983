/**
 * Renders bytes of a peer for people: printable ASCII as it is, line ends,
 * backslashes and everything else as escapes, so that no peer can write control
 * sequences to a terminal.
 *
 * @param bytes The bytes, of any length and content.
 * @param maxBytes Most bytes rendered; what is cut shows as `…`.
 * @returns The printable form, at most four characters a byte, and the `…`.
 */
export function printable(bytes: Uint8Array, maxBytes: number): string {
  let text = "";
  for (const byte of bytes.subarray(0, maxBytes)) text += renderByte(byte);
  return bytes.length > maxBytes ? text + "…" : text;
}

/** The short escapes of C and JavaScript. */
const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x09, "\\t"],
  [0x0a, "\\n"],
  [0x0d, "\\r"],
  [0x5c, "\\\\"],
]);

function renderByte(byte: number): string {
  const escape = ESCAPES.get(byte);
  if (escape !== undefined) return escape;
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

/**
 * Renders a peer's own words for people as one line: control characters and
 * runs of white space become one space, and the length is cut.
 *
 * @param words The words, of any length and content.
 * @param maxLength Most characters kept; what is cut shows as `…`.
 * @returns One line without control characters.
 */
export function oneLine(words: string, maxLength: number): string {
  const line = words.replace(/[\p{C}\s]+/gu, " ").trim();
  const characters = [...line];
  if (characters.length <= maxLength) return line;
  return characters.slice(0, maxLength).join("") + "…";
}
