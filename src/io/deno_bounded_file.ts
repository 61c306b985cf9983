import { orAborted } from "./deno_conn.ts";
import { toIoError } from "./deno_error.ts";
import { IoError } from "./io.ts";

/** Room for one read. */
const CHUNK_BYTES = 65_536;

/** What stands for standard input. */
export const STANDARD_INPUT = "-";

/**
 * Reads a text that a person has written: a file, a pipe, or standard input.
 *
 * @param path Its path; `-` for standard input.
 * @param maxBytes Most bytes; more is an error, and is not read to its end.
 * @param signal Ends the wait for a pipe.
 * @returns The text, without a byte order mark.
 * @throws {IoError} It is missing, not permitted, a folder, too long, or not
 * UTF-8; or the signal's reason.
 */
export async function readBoundedText(
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  try {
    if (path === STANDARD_INPUT) {
      return await readAll(Deno.stdin, maxBytes, signal);
    }
    using file = await open(path, signal);
    return await readAll(file, maxBytes, signal);
  } catch (error) {
    if (error instanceof IoError || error === signal.reason) throw error;
    throw toIoError(error, { flag: `--allow-read=${path}`, seeksFile: true });
  }
}

/** A pipe that nobody writes to is not open until somebody does. */
async function open(path: string, signal: AbortSignal): Promise<Deno.FsFile> {
  const opening = Deno.open(path);
  try {
    return await orAborted(opening, signal);
  } catch (error) {
    opening.then((file) => file.close(), () => {});
    throw error;
  }
}

async function readAll(
  source: Pick<Deno.FsFile, "read">,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let left = maxBytes; left >= 0;) {
    const chunk = new Uint8Array(CHUNK_BYTES);
    const length = await orAborted(source.read(chunk), signal);
    if (length === null) return await decode(parts);
    parts.push(chunk.subarray(0, length));
    left -= length;
  }
  throw refused("EFBIG", `it is longer than ${maxBytes / 1_048_576} MiB`);
}

async function decode(parts: Uint8Array<ArrayBuffer>[]): Promise<string> {
  const bytes = await new Blob(parts).bytes();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused("EILSEQ", "it is no text in UTF-8");
  }
}

function refused(code: string, message: string): IoError {
  return new IoError({
    kind: "failed",
    originalName: "RangeError",
    code,
    message,
  });
}
