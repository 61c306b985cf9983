import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { readBoundedText } from "../../src/io/deno_bounded_file.ts";
import { IoError } from "../../src/io/io.ts";

const MAX_BYTES = 1_048_576;

function read(path: string, signal = new AbortController().signal) {
  return readBoundedText(path, MAX_BYTES, signal);
}

async function inFolder(work: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir({ prefix: "faultline-read-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("`readBoundedText()` reads a file as long as allowed, and no longer", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/file`;
    await Deno.writeTextFile(path, "\ufeffä".padEnd(MAX_BYTES - 3, "x"));
    assertEquals((await read(path)).slice(0, 2), "äx");
    await Deno.writeTextFile(path, "x".repeat(MAX_BYTES + 1));
    await assertRejects(() => read(path), IoError, "longer than 1 MiB");
  });
});

Deno.test("`readBoundedText()` does not read what never ends", async () => {
  await assertRejects(() => read("/dev/zero"), IoError, "longer than 1 MiB");
});

Deno.test("`readBoundedText()` refuses a folder, a missing file and bytes", async () => {
  await inFolder(async (folder) => {
    await assertRejects(() => read(folder), IoError, "directory");
    const missing = await assertRejects(() => read(`${folder}/no`), IoError);
    assertEquals(missing.kind, "not-found");
    await Deno.writeFile(`${folder}/bytes`, Uint8Array.of(0xff, 0xfe));
    await assertRejects(() => read(`${folder}/bytes`), IoError, "UTF-8");
  });
});

Deno.test("`readBoundedText()` ends with its signal while a pipe is silent", {
  // What waits for a pipe cannot be cancelled, and ends with the pipe.
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/pipe`;
    const { success } = await new Deno.Command("mkfifo", { args: [path] })
      .output();
    assertEquals(success, true);
    // Held open for both, so that opening it does not wait.
    using _writer = await Deno.open(path, { read: true, write: true });
    const stop = new AbortController();
    const work = read(path, stop.signal);
    stop.abort(new Error("enough"));
    await assertRejects(() => work, Error, "enough");
  });
});
