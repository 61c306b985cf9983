import { MAX_JOURNAL_FILE_BYTES } from "../model/journal.ts";
import type { JournalFile } from "./agent_io.ts";
import { toIoError } from "./deno_error.ts";
import { IoError } from "./io.ts";

/** Whoever runs the agent; what it has seen is nobody else's business. */
const MODE = 0o600;

/** Most bytes that are read of a file: ours are never longer. */
const MAX_READ_BYTES = 2 * MAX_JOURNAL_FILE_BYTES;

/** Opens the files of a journal: `AgentIo.openJournal` on Deno. */
export async function openJournal(path: string): Promise<JournalFile> {
  const flag = permissionsOf(path);
  try {
    return await DenoJournal.open(path, flag);
  } catch (error) {
    throw toIoError(error, { flag });
  }
}

function permissionsOf(path: string): string {
  const files = [path, `${path}.1`, `${path}.alive`].join();
  return `--allow-read=${files} --allow-write=${files}`;
}

class DenoJournal implements JournalFile {
  readonly older: string;
  readonly newer: string;
  readonly mark: string;
  readonly #path: string;
  readonly #flag: string;
  /** Locked for as long as it is open, so that no other agent writes. */
  readonly #markFile: Deno.FsFile;
  #file: Deno.FsFile | undefined;

  private constructor(
    path: string,
    flag: string,
    markFile: Deno.FsFile,
    texts: Pick<JournalFile, "older" | "newer" | "mark">,
  ) {
    this.#path = path;
    this.#flag = flag;
    this.#markFile = markFile;
    this.older = texts.older;
    this.newer = texts.newer;
    this.mark = texts.mark;
  }

  static async open(path: string, flag: string): Promise<DenoJournal> {
    const older = await readIfThere(`${path}.1`);
    const newer = await readIfThere(path);
    const mark = await readIfThere(`${path}.alive`);
    const markFile = await openForWriting(`${path}.alive`);
    if (await markFile.tryLock(true)) {
      return new DenoJournal(path, flag, markFile, { older, newer, mark });
    }
    markFile.close();
    throw new IoError({
      kind: "failed",
      originalName: "Busy",
      code: "EBUSY",
      message: "another agent writes it",
    });
  }

  append(line: string): Promise<void> {
    return this.#careful(async () => {
      this.#file ??= await this.#openWhole();
      await writeWhole(this.#file, line);
      await this.#file.syncData();
    });
  }

  rotate(text: string): Promise<void> {
    return this.#careful(async () => {
      this.#file?.close();
      this.#file = undefined;
      await Deno.rename(this.#path, `${this.#path}.1`).catch(unlessMissing);
      this.#file = await openForWriting(this.#path);
      await writeWhole(this.#file, text);
      await this.#file.syncData();
    });
  }

  markAlive(text: string): Promise<void> {
    return this.#careful(async () => {
      await this.#markFile.seek(0, Deno.SeekMode.Start);
      await writeWhole(this.#markFile, text);
    });
  }

  close(): void {
    this.#file?.close();
    this.#file = undefined;
    try {
      this.#markFile.close();
    } catch {
      // It was closed before.
    }
  }

  /** Opens the file behind its last whole line. */
  async #openWhole(): Promise<Deno.FsFile> {
    const file = await openForWriting(this.#path);
    const end = this.newer.lastIndexOf("\n") + 1;
    await file.truncate(end);
    await file.seek(end, Deno.SeekMode.Start);
    return file;
  }

  async #careful(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw toIoError(error, { flag: this.#flag });
    }
  }
}

function openForWriting(path: string): Promise<Deno.FsFile> {
  const options = { write: true, create: true, mode: MODE } as const;
  return Deno.open(path, options);
}

/** The text of a file, one character a byte. */
async function readIfThere(path: string): Promise<string> {
  try {
    const { isFile, isDirectory, size } = await Deno.stat(path);
    if (isDirectory) throw new Deno.errors.IsADirectory("It is a directory");
    if (!isFile) throw new Deno.errors.NotSupported("It is no file");
    if (size > MAX_READ_BYTES) {
      throw new Deno.errors.InvalidData(
        `It is no journal: it has ${size} bytes`,
      );
    }
    return new TextDecoder("latin1").decode(await Deno.readFile(path));
  } catch (error) {
    unlessMissing(error);
    return "";
  }
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

async function writeWhole(file: Deno.FsFile, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let sent = 0; sent < bytes.length;) {
    sent += await file.write(bytes.subarray(sent));
  }
}
