import { toIoError } from "./deno_error.ts";
import type { IoError } from "./io.ts";

/** Where a text is to go. */
interface Place {
  /** The path, with every link on the way to the file resolved. */
  readonly path: string;
  /** Whether there is something already, and what. */
  readonly kind: "nothing" | "file" | "device";
  /** The permissions to keep. */
  readonly mode?: number;
}

/**
 * Puts a file in place of another at once, so that nobody sees a half, with
 * the permissions of the one before. A link stays, its file is replaced; a
 * pipe or a device is written to, since replacing it would destroy it.
 *
 * @throws {IoError} It cannot be written, or a permission is missing.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  try {
    const place = await placeOf(path);
    if (place.kind === "device") {
      await Deno.writeTextFile(place.path, text, { create: false });
      return;
    }
    await replaceWhole(place, text);
  } catch (error) {
    throw await outputError(error, path);
  }
}

/**
 * Finds out whether {@linkcode replaceFile} would work, and changes nothing.
 *
 * @throws {IoError} It cannot be written, or a permission is missing.
 */
export async function requireWritable(path: string): Promise<void> {
  try {
    const place = await placeOf(path);
    if (place.kind === "device") return await requirePermission(place.path);
    if (place.kind === "file") {
      const file = await Deno.open(place.path, { write: true });
      file.close();
    }
    const temporary = await temporaryFor(place.path);
    await Deno.writeTextFile(temporary, "", { createNew: true });
    await Deno.remove(temporary);
  } catch (error) {
    throw await outputError(error, path);
  }
}

/** Opening a pipe would wait for its reader. */
async function requirePermission(path: string): Promise<void> {
  const { state } = await Deno.permissions.query({ name: "write", path });
  if (state !== "granted") throw new Deno.errors.NotCapable(path);
}

async function placeOf(path: string): Promise<Place> {
  const found = await Deno.stat(path).catch((error: unknown) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
  if (found === null) return { path, kind: "nothing" };
  if (found.isDirectory) {
    throw new Deno.errors.IsADirectory("It is a directory");
  }
  if (!found.isFile) return { path, kind: "device" };
  const { mode } = found;
  return {
    path: await Deno.realPath(path),
    kind: "file",
    ...(mode !== null && { mode: mode & 0o777 }),
  };
}

async function replaceWhole(place: Place, text: string): Promise<void> {
  const { path, mode } = place;
  const temporary = await temporaryFor(path);
  await Deno.writeTextFile(temporary, text, { createNew: true });
  try {
    if (mode !== undefined && Deno.build.os !== "windows") {
      await Deno.chmod(temporary, mode);
    }
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

/** Beside the file, since a rename works within one file system only. */
async function temporaryFor(path: string): Promise<string> {
  // Loaded when first used: Node's modules cost 15 ms at start (measured).
  const { basename, dirname, join } = await import("node:path");
  const unique = crypto.randomUUID().slice(0, 8);
  return join(dirname(path), `.${basename(path)}.${unique}.part`);
}

async function outputError(error: unknown, path: string): Promise<IoError> {
  const { dirname } = await import("node:path");
  const folder = dirname(path);
  const flag = `--allow-read=${folder} --allow-write=${folder}`;
  return toIoError(error, { flag });
}
