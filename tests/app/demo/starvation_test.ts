import { assertEquals } from "@std/assert/equals";
import { Starvation } from "../../../src/app/demo/starvation.ts";
import { FakeIo } from "../../io/fake_io.ts";

Deno.test("`Starvation` adds up the time in which nothing ran", async () => {
  const io = new FakeIo();
  const ended = new AbortController();
  const starvation = new Starvation(io);
  const work = starvation.run(ended.signal);
  await io.clock.advance(100);
  assertEquals(starvation.totalMs(), 0);
  io.clock.stall(80);
  const duringMs = starvation.totalMs();
  assertEquals(duringMs >= 70 && duringMs <= 80, true, `${duringMs}`);
  await io.clock.advance(20);
  assertEquals(starvation.totalMs(), duringMs);
  io.clock.stall(3);
  await io.clock.advance(20);
  assertEquals(starvation.totalMs(), duringMs);
  ended.abort();
  await work;
  assertEquals(io.clock.sleeping, 0);
});
