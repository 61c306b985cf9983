import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { boundedIo } from "../../src/io/bounded.ts";
import { IoError } from "../../src/io/io.ts";
import { MAX_SUBPROCESSES } from "../../src/model/limits.ts";
import { FakeIo, finished } from "./fake_io.ts";

Deno.test("`boundedIo()` refuses one subprocess more than the bound", async () => {
  const fake = new FakeIo({ spawn: () => Promise.resolve(finished("ok")) });
  const io = boundedIo(fake);
  const options = { signal: new AbortController().signal, maxBytes: 10 };
  for (let i = 0; i < MAX_SUBPROCESSES; i++) {
    assertEquals((await io.spawn("ip", [], options)).stdout, "ok");
  }
  const error = await assertRejects(
    () => io.spawn("ip", [], options),
    IoError,
    "Cannot start ip",
  );
  assertEquals(error.code, "EBOUND");
  assertEquals(fake.calls.length, MAX_SUBPROCESSES);
});

Deno.test("`boundedIo()` passes everything else on", async () => {
  const { signal } = new AbortController();
  const fake = new FakeIo({
    lookup: () => Promise.resolve(["192.0.2.1"]),
    files: { "/etc/hosts": "text" },
    random: () => 0.25,
  });
  const io = boundedIo(fake, 0);
  assertEquals(await io.lookup("a.example", signal), ["192.0.2.1"]);
  assertEquals(await io.readText("/etc/hosts"), "text");
  assertEquals(io.random(), 0.25);
  assertEquals(io.clock, fake.clock);
  assertEquals(io.platform, "linux");
});
