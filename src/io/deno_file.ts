import { toIoError } from "./deno_error.ts";
import { IoError } from "./io.ts";

/** Most bytes of one file: hosts files that block advertisers reach 10 MB. */
const MAX_FILE_BYTES = 16_777_216;

/** Room for one read. */
const CHUNK_BYTES = 65_536;

/**
 * Reads a text file of the system.
 *
 * @param path Its path. A pipe or a device is refused: it may never end.
 * @returns Its text, cut at {@linkcode MAX_FILE_BYTES}.
 * @throws {IoError} It is missing, not permitted, or no file.
 */
export async function readText(path: string): Promise<string> {
  try {
    const { isFile } = await Deno.stat(path);
    if (!isFile) throw notFile(path);
    using file = await Deno.open(path);
    return await readBounded(file);
  } catch (error) {
    throw toIoError(error, { flag: `--allow-read=${path}`, seeksFile: true });
  }
}

async function readBounded(file: Deno.FsFile): Promise<string> {
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(CHUNK_BYTES);
  let text = "";
  for (let left = MAX_FILE_BYTES; left > 0;) {
    const length = await file.read(chunk.subarray(0, left));
    if (length === null) break;
    text += decoder.decode(chunk.subarray(0, length), { stream: true });
    left -= length;
  }
  return text + decoder.decode();
}

function notFile(path: string): IoError {
  return new IoError({
    kind: "failed",
    originalName: "TypeError",
    code: "EINVAL",
    message: `Cannot read ${path} as text: it is no file`,
  });
}
