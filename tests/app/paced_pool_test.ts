import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { runPaced } from "../../src/app/paced_pool.ts";
import { FakeIo } from "../io/fake_io.ts";

const MOST = 50;

/** Runs pieces of a second each, and tells how many ran at once. */
async function crowd(count: number, turnMs: number): Promise<number> {
  const io = new FakeIo();
  const { signal } = new AbortController();
  const slow = {
    clock: io.clock,
    sleep: () => io.clock.sleep(turnMs, signal),
  };
  let running = 0;
  let most = 0;
  let done = 0;
  await io.clock.run(runPaced(count, async (_, signal) => {
    running++;
    most = Math.max(most, running);
    await io.clock.sleep(1000, signal);
    running--;
    done++;
  }, { io: slow, signal, most: MOST }));
  assertEquals([running, done], [0, count]);
  return most;
}

Deno.test("`runPaced()` does as much at once as it may while turns are quick", async () => {
  assertEquals(await crowd(300, 1), MOST);
});

Deno.test("`runPaced()` does little at once while turns are slow", async () => {
  const most = await crowd(60, 60);
  assert(most <= 20, `${most}`);
});

Deno.test("`runPaced()` has nothing to do for nothing", async () => {
  assertEquals(await crowd(0, 1), 0);
});

Deno.test("`runPaced()` ends all pieces when one of them throws", async () => {
  const io = new FakeIo();
  const { signal } = new AbortController();
  let started = 0;
  let ended = 0;
  const work = runPaced(8, async (index, signal) => {
    if (index === 3) throw new TypeError("a bug");
    started++;
    await io.clock.sleep(1000, signal).catch(() => ended++);
  }, { io, signal, most: MOST });
  await assertRejects(() => io.clock.run(work), TypeError, "a bug");
  assertEquals([started > 0, ended, io.clock.sleeping], [true, started, 0]);
});

Deno.test("`runPaced()` ends with its signal and leaves nothing behind", async () => {
  const io = new FakeIo();
  const stop = new AbortController();
  const work = runPaced(
    1000,
    (_, signal) => io.clock.sleep(1000, signal),
    { io, signal: stop.signal, most: MOST },
  );
  await io.clock.advance(500);
  stop.abort(new Error("enough"));
  await assertRejects(() => io.clock.run(work), Error, "enough");
  assertEquals(io.clock.sleeping, 0);
});
