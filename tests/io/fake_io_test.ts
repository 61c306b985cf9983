import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { FakeIo, ioError } from "./fake_io.ts";
import { never } from "./fake_channel.ts";

Deno.test("`FakeClock.run()` jumps to each sleeper in order", async () => {
  const { clock } = new FakeIo();
  const { signal } = new AbortController();
  const seen: string[] = [];
  async function sleeper(name: string, durationMs: number) {
    await clock.sleep(durationMs, signal);
    seen.push(`${name} ${clock.monotonicMs()}`);
  }
  await clock.run(
    Promise.all([sleeper("b", 2000), sleeper("a", 5), sleeper("c", 2000)]),
  );
  assertEquals(seen, ["a 5", "b 2000", "c 2000"]);
  assertEquals(clock.sleeping, 0);
});

Deno.test("`FakeClock.run()` throws when nothing would wake the work", async () => {
  const { clock } = new FakeIo();
  await assertRejects(
    () => clock.run(never(new AbortController().signal)),
    Error,
    "nothing would ever wake it",
  );
});

Deno.test("`FakeClock.sleep()` rejects with the reason when aborted", async () => {
  const { clock } = new FakeIo();
  const stop = new AbortController();
  const sleep = clock.sleep(50, stop.signal);
  stop.abort(new Error("enough"));
  await assertRejects(() => sleep, Error, "enough");
  assertEquals(clock.sleeping, 0);
});

Deno.test("`FakeChannel` plays its steps", async () => {
  const io = new FakeIo();
  const { signal } = new AbortController();
  const channel = io.channel({
    steps: ["hi", { waitMs: 30 }, ioError("failed", { code: "ECONNRESET" })],
  });
  assertEquals(await channel.read(signal), new TextEncoder().encode("hi"));
  await assertRejects(() => io.clock.run(channel.read(signal)));
  assertEquals(io.clock.monotonicMs(), 30);
});
