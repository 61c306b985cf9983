import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { openJournal } from "../../src/io/deno_journal.ts";
import { IoError } from "../../src/io/io.ts";
import { MAX_JOURNAL_FILE_BYTES } from "../../src/model/journal.ts";
import {
  encodeJournalLine,
  readJournalText,
} from "../../src/wire/agent/journal_file.ts";

/** Runs with the path of a journal in a folder of its own. */
async function inFolder(work: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(`${folder}/journal`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("`openJournal()` appends, rotates and marks, and reads it back", async () => {
  await inFolder(async (path) => {
    const first = await openJournal(path);
    assertEquals([first.older, first.newer, first.mark], ["", "", ""]);
    await first.append("a\n");
    await first.append("b\n");
    await first.rotate("c\n");
    await first.append("d\n");
    await first.markAlive("a long mark\n");
    await first.markAlive("mark\n");
    first.close();
    first.close();
    const second = await openJournal(path);
    assertEquals([second.older, second.newer], ["a\nb\n", "c\nd\n"]);
    assertEquals(second.mark.split("\n")[0], "mark");
    second.close();
    const { mode } = await Deno.stat(path);
    assertEquals((mode ?? 0) & 0o777, 0o600);
  });
});

Deno.test("`openJournal()` cuts off what was torn when it appends, and not before", async () => {
  await inFolder(async (path) => {
    await Deno.writeTextFile(path, "whole\ntorn");
    const file = await openJournal(path);
    assertEquals(file.newer, "whole\ntorn");
    assertEquals(await Deno.readTextFile(path), "whole\ntorn");
    await file.append("next\n");
    file.close();
    assertEquals(await Deno.readTextFile(path), "whole\nnext\n");
  });
});

Deno.test("`openJournal()` refuses what is no journal, and a second writer", async () => {
  await inFolder(async (path) => {
    await Deno.mkdir(path);
    await assertRejects(() => openJournal(path), IoError, "It is a directory");
    await Deno.remove(path);
    await Deno.writeFile(path, new Uint8Array(600_000));
    await assertRejects(() => openJournal(path), IoError, "600000 bytes");
    await Deno.remove(path);
    const first = await openJournal(path);
    await assertRejects(() => openJournal(path), IoError, "another agent");
    first.close();
    (await openJournal(path)).close();
    await assertRejects(() => openJournal(`${path}/x/y`), IoError);
  });
});

/** Rounds of which each ends by a kill at another moment. */
const ROUNDS = 50;

/** Longest that a writer lives after its first record, in milliseconds. */
const LONGEST_MS = 40;

/** Most records written at once: the begin of a file, one link, the news. */
const MOST_AT_ONCE = 3;

const WRITER = new URL("./journal_writer.ts", import.meta.url).pathname;

const STD = import.meta.resolve("@std/async/delay");

/** Starts a writer, kills it in the middle, and gives what it had written. */
async function killWriter(path: string, afterMs: number): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--cached-only", "--no-lock", "-A"],
      ...(STD.startsWith("file:") ? [`--import-map=${importMap()}`] : []),
      ...[WRITER, path],
    ],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let told = "";
  const decoder = new TextDecoder();
  for await (const bytes of child.stdout) {
    if (told === "") setTimeout(() => child.kill("SIGKILL"), afterMs);
    told += decoder.decode(bytes);
  }
  await child.status;
  return Number(told.slice(0, told.lastIndexOf("\n")).split("\n").at(-1));
}

function importMap(): string {
  const file = "../../tools/std/import_map.npm.json";
  return new URL(file, import.meta.url).pathname;
}

/** The older file and the newer one, as far as they are there. */
async function textsOf(path: string): Promise<[string, string]> {
  const older = await Deno.readTextFile(`${path}.1`).catch(() => "");
  return [older, await Deno.readTextFile(path).catch(() => "")];
}

/** Fills a file, so that a writer soon begins the next. */
async function fill(path: string, records: number): Promise<void> {
  const [older, newer] = await textsOf(path);
  let n = readJournalText(`${older}\n${newer}`).records.at(-1)?.n ?? 0;
  let text = newer.slice(0, newer.lastIndexOf("\n") + 1);
  for (;;) {
    const line = encodeJournalLine({ ...RECORD, n: ++n });
    if (text.length + records * line.length > MAX_JOURNAL_FILE_BYTES) break;
    text += line;
  }
  await Deno.writeTextFile(path, text);
}

const RECORD = {
  at: "2026-11-20T19:00:00.000Z",
  upMs: 1000,
  kind: "link",
  device: "eth0",
  state: "up",
} as const;

Deno.test("`openJournal()` loses nothing that was written when killed at any time", async () => {
  await inFolder(async (path) => {
    for (let round = 0; round < ROUNDS; round++) {
      if (round % 2 === 0) await fill(path, 3 + round);
      const told = await killWriter(path, round * LONGEST_MS / ROUNDS);
      const [older, newer] = await textsOf(path);
      assert(newer.length <= MAX_JOURNAL_FILE_BYTES);
      assert(older.length <= MAX_JOURNAL_FILE_BYTES);
      const { records } = readJournalText(`${older}\n${newer}`);
      const numbers = records.map(({ n }) => n);
      const first = numbers[0] ?? 0;
      assertEquals(numbers, numbers.map((_, index) => first + index));
      const last = numbers.at(-1) ?? 0;
      const more = last - told;
      assert(more >= 0 && more <= MOST_AT_ONCE, `${last} of ${told}`);
    }
  });
});
