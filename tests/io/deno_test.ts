import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { createDenoIo } from "../../src/io/deno.ts";
import { IoError } from "../../src/io/io.ts";

const io = createDenoIo();
const open = () => new AbortController().signal;

Deno.test("`Io.lookup()` gives each address of a name once", async () => {
  const addresses = await io.lookup("localhost", open());
  assert(addresses.some((it) => it === "127.0.0.1" || it === "::1"));
  assertEquals(new Set(addresses).size, addresses.length);
});

Deno.test({
  name: "`Io.lookup()` names the flag when the permission is missing",
  permissions: { net: ["localhost:80"] },
  fn: async () => {
    const error = await assertRejects(
      () => io.lookup("localhost", open()),
      IoError,
    );
    assertEquals(error.kind, "not-permitted");
    assertEquals(error.permission, "--allow-net=localhost");
  },
});

Deno.test("`Io.readText()` reads a file of any length", async () => {
  const path = await Deno.makeTempFile();
  try {
    const text = "ü".repeat(100_000);
    await Deno.writeTextFile(path, text);
    assertEquals(await io.readText(path), text);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("`Io.readText()` refuses what is no file", async () => {
  const error = await assertRejects(() => io.readText("/"), IoError);
  assertEquals(error.code, "EINVAL");
});

Deno.test("`Io.readText()` names a missing file", async () => {
  const error = await assertRejects(
    () => io.readText("/no/such/file"),
    IoError,
  );
  assertEquals(error.kind, "not-found");
});

Deno.test({
  name: "`Io.readText()` names the flag when the permission is missing",
  permissions: { read: false },
  fn: async () => {
    const error = await assertRejects(
      () => io.readText("/etc/resolv.conf"),
      IoError,
    );
    assertEquals(error.kind, "not-permitted");
    assertEquals(error.permission, "--allow-read=/etc/resolv.conf");
  },
});

Deno.test("`Io.sleep()` waits, and ends by its signal", async () => {
  await io.sleep(1, open());
  const stop = new AbortController();
  const sleep = io.sleep(60_000, stop.signal);
  stop.abort(new Error("enough"));
  await assertRejects(() => sleep, Error, "enough");
  await assertRejects(() => io.sleep(1, stop.signal), Error, "enough");
});

Deno.test("`Io.random()` stays from 0 to below 1", () => {
  const numbers = Array.from({ length: 100 }, () => io.random());
  assert(numbers.every((it) => it >= 0 && it < 1));
  assert(new Set(numbers).size > 90);
});

Deno.test("`Io.clock` counts monotonic time and knows the wall", () => {
  const before = io.clock.monotonicMs();
  assert(io.clock.monotonicMs() >= before);
  assert(io.clock.wallMs() > Date.UTC(2026, 0));
});
