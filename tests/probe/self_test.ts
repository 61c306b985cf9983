import { assertEquals } from "@std/assert/equals";
import { probeSelf } from "../../src/probe/self.ts";
import { FakeIo } from "../io/fake_io.ts";

/** Watches for 400 virtual ms; the trouble happens after 120. */
async function watch(trouble: (io: FakeIo) => void, timeoutMs = 1) {
  const io = new FakeIo();
  const stop = new AbortController();
  const work = probeSelf({}, { io, signal: stop.signal, timeoutMs });
  await io.clock.advance(120);
  trouble(io);
  await io.clock.advance(280);
  stop.abort();
  const { observations } = await io.clock.run(work);
  assertEquals(io.clock.sleeping, 0);
  return observations.map(({ outcome, segment, detail }) => {
    assertEquals(segment, "self");
    return [outcome, detail.lateMs];
  });
}

Deno.test("`probeSelf()` says nothing when timers keep their time", async () => {
  assertEquals(await watch(() => {}), []);
  assertEquals(await watch((io) => io.clock.stall(120)), []);
});

Deno.test("`probeSelf()` tells by how much the worst timer was late", async () => {
  // The step began at 100 and was due at 150: it ended at 120 + 500.
  assertEquals(await watch((io) => io.clock.stall(500)), [["late", 470]]);
});

Deno.test("`probeSelf()` measures a stall by how long the others wait", async () => {
  const stall = (io: FakeIo) => io.clock.stall(500);
  assertEquals(await watch(stall, 2000), []);
  assertEquals(await watch(stall, 1800), [["late", 470]]);
});

Deno.test("`probeSelf()` tells that the machine slept", async () => {
  const slept = await watch((io) => io.clock.jumpWall(3_600_000));
  assertEquals(slept, [["suspended", 3_600_000]]);
});

Deno.test("`probeSelf()` takes a corrected clock for no sleep", async () => {
  assertEquals(await watch((io) => io.clock.jumpWall(1400)), []);
  assertEquals(await watch((io) => io.clock.jumpWall(-86_400_000)), []);
});

Deno.test("`probeSelf()` counts a stall that its end cuts short", async () => {
  const io = new FakeIo();
  const stop = new AbortController();
  const work = probeSelf({}, { io, signal: stop.signal, timeoutMs: 1 });
  io.clock.stall(200);
  stop.abort();
  const { observations } = await io.clock.run(work);
  assertEquals(observations.map(({ detail }) => detail.lateMs), [150]);
});

Deno.test("`probeSelf()` ends at once when it is ended before", async () => {
  const context = { io: new FakeIo(), signal: AbortSignal.abort() };
  const result = await probeSelf({}, { ...context, timeoutMs: 1 });
  assertEquals(result, { observations: [] });
});
