/** What the letter after a backslash stands for. */
const SHORT_ESCAPES: ReadonlyMap<string, number> = new Map([
  ["n", 0x0a],
  ["r", 0x0d],
  ["t", 0x09],
  ["0", 0x00],
  ["\\", 0x5c],
]);

/**
 * Reads bytes as a person writes them on a command line: text in UTF-8, with
 * the escapes `\n`, `\r`, `\t`, `\0`, `\\` and `\xNN`.
 *
 * @param text What was written.
 * @returns The bytes.
 * @throws {SyntaxError} A backslash begins none of these; the message names
 * it and its position, from 1.
 */
export function parseByteEscapes(text: string): Uint8Array {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  const pattern = /\\(?:x([0-9a-fA-F]{2})|([^x]))|([^\\]+)|\\x?/gu;
  for (const match of text.matchAll(pattern)) {
    const [whole, hex, letter, plain] = match;
    if (plain !== undefined) {
      for (const byte of encoder.encode(plain)) bytes.push(byte);
      continue;
    }
    const byte = hex === undefined
      ? SHORT_ESCAPES.get(letter ?? "")
      : parseInt(hex, 16);
    if (byte === undefined) throw malformed(whole, match.index + 1);
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

function malformed(escape: string, position: number): SyntaxError {
  return new SyntaxError(
    `Cannot read ${JSON.stringify(escape)} at character ${position} as an ` +
      "escape: write \\n, \\r, \\t, \\0, \\xNN with two hexadecimal digits, " +
      "or \\\\ for a backslash",
  );
}
