import { orAborted } from "./deno_conn.ts";

/** Room for one read: a pipe holds 64 KiB. */
const READ_BUFFER_BYTES = 65_536;

/**
 * The lines of standard input, without their ends.
 *
 * @param maxLength Most characters of a line; a longer one is cut behind one
 * character more, so that it can be told.
 * @param signal Ends the wait for more.
 * @returns The lines, until the input or the wait ends.
 */
export async function* lines(
  maxLength: number,
  signal: AbortSignal,
): AsyncIterable<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(READ_BUFFER_BYTES);
  let rest = "";
  for (;;) {
    let length: number | null;
    try {
      length = await orAborted(Deno.stdin.read(buffer), signal);
    } catch {
      return; // Nothing more can come: it is closed, or nobody waits.
    }
    if (length === null) break;
    const text = decoder.decode(buffer.subarray(0, length), { stream: true });
    const parts = text.split("\n");
    const last = parts.pop() ?? "";
    for (const part of parts) {
      yield cut(rest + part, maxLength).replace(/\r$/, "");
      rest = "";
    }
    rest = cut(rest + last, maxLength);
  }
  if (rest !== "") yield rest;
}

function cut(line: string, maxLength: number): string {
  return line.slice(0, maxLength + 1);
}
