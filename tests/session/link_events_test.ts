import { assertEquals } from "@std/assert/equals";
import { LinkEvents } from "../../src/session/link_events.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { ioError } from "../io/fake_io.ts";

const LOST = "3: eth0: <NO-CARRIER,BROADCAST,UP> mtu 1500";

Deno.test("LinkEvents runs one monitor for all who listen", async () => {
  const io = new FakeFollowingIo();
  io.runs.push([LOST, "nonsense", "wait"]);
  const events = new LinkEvents(io);
  const seen: string[] = [];
  const first = new AbortController();
  const second = new AbortController();
  events.listen(({ kind }) => seen.push(`a ${kind}`), first.signal);
  events.listen(({ device }) => seen.push(`b ${device}`), second.signal);
  await io.clock.advance(1);
  assertEquals(seen, ["a lost", "b eth0"]);
  assertEquals(io.calls, ["follow ip -o monitor link address route"]);
  first.abort();
  await io.clock.advance(1);
  assertEquals(io.running, 1);
  second.abort();
  await io.clock.advance(1);
  assertEquals([io.running, io.clock.sleeping], [0, 0]);
});

Deno.test("LinkEvents starts a monitor that died again, ever later", async () => {
  const io = new FakeFollowingIo();
  io.runs.push([], [ioError("failed")], [LOST, "wait"]);
  const events = new LinkEvents(io);
  const seen: number[] = [];
  const ended = new AbortController();
  events.listen(({ atMs }) => seen.push(atMs), ended.signal);
  await io.clock.advance(1000);
  assertEquals(seen, [750]);
  ended.abort();
  await io.clock.advance(1);
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("LinkEvents does without a monitor that may not run", async () => {
  for (const kind of ["not-permitted", "not-found"] as const) {
    const io = new FakeFollowingIo();
    io.runs.push([ioError(kind)]);
    const ended = new AbortController();
    new LinkEvents(io).listen(() => {}, ended.signal);
    await io.clock.advance(60_000);
    assertEquals(io.calls.length, 1);
    ended.abort();
  }
});
