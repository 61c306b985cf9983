import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { createFollowingIo } from "../../src/io/deno_following.ts";
import { MAX_FOLLOWED_LINE_LENGTH } from "../../src/io/following_io.ts";
import { IoError } from "../../src/io/io.ts";

const io = createFollowingIo();

Deno.test("`follow()` gives the lines as they are printed", async () => {
  const { signal } = new AbortController();
  const lines: string[] = [];
  for await (
    const line of io.follow("sh", ["-c", "printf 'a\\nb\\nc'"], signal)
  ) lines.push(line);
  assertEquals(lines, ["a", "b"]);
});

Deno.test("`follow()` drops a line beyond the bound", async () => {
  const { signal } = new AbortController();
  const long = `printf '%0${MAX_FOLLOWED_LINE_LENGTH + 1}d\\nshort\\n' 0`;
  const lines: string[] = [];
  for await (const line of io.follow("sh", ["-c", long], signal)) {
    lines.push(line);
  }
  assertEquals(lines, ["short"]);
});

Deno.test("`follow()` kills the program when the signal aborts", async () => {
  const ended = new AbortController();
  const script = "echo ready; exec sleep 60";
  const startMs = performance.now();
  for await (const line of io.follow("sh", ["-c", script], ended.signal)) {
    assertEquals(line, "ready");
    ended.abort();
  }
  assert(performance.now() - startMs < 30_000);
});

Deno.test("`follow()` kills the program when nobody reads on", async () => {
  const { signal } = new AbortController();
  const script = "echo ready; exec sleep 60";
  const startMs = performance.now();
  for await (const _line of io.follow("sh", ["-c", script], signal)) break;
  assert(performance.now() - startMs < 30_000);
});

Deno.test("`follow()` names a program that does not exist", async () => {
  const { signal } = new AbortController();
  const error = await assertRejects(
    () => io.follow("sleep/none", [], signal)[Symbol.asyncIterator]().next(),
    IoError,
  );
  assertEquals(error.kind === "failed", false);
});
