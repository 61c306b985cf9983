import { assertEquals } from "@std/assert/equals";
import { LinkEvents } from "../../src/session/link_events.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { ioError } from "../io/fake_io.ts";
import type { NetworkSnapshot } from "../../src/session/network_changes.ts";
import type { NetworkReader } from "../../src/session/network_polling.ts";

const LOST = "3: eth0: <NO-CARRIER,BROADCAST,UP> mtu 1500";

const ROUTE_LOST = "Deleted default via 10.77.1.1 dev eth0";

Deno.test("`LinkEvents` runs one monitor for all who listen", async () => {
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

Deno.test("`LinkEvents` starts a monitor that died again, ever later", async () => {
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

Deno.test("`LinkEvents` does without a monitor that may not run", async () => {
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

/** A reader of a network whose cable is in or out; it counts its looks. */
class FakeReader implements NetworkReader {
  readonly intervalMs = 250;
  carrier = true;
  looks = 0;

  read(): Promise<NetworkSnapshot | undefined> {
    this.looks++;
    const nic = {
      name: "eth0",
      up: true,
      carrier: this.carrier,
      loopback: false,
      pointToPoint: false,
      addresses: [],
    };
    return Promise.resolve({ interfaces: [nic], routes: [] });
  }
}

Deno.test("`LinkEvents` looks by itself where no monitor runs", async () => {
  const missing = [ioError("not-permitted"), ioError("not-found")];
  for (const runs of [...missing.map((error) => [[error]]), [[], [], []]]) {
    const io = new FakeFollowingIo();
    io.runs.push(...runs);
    const reader = new FakeReader();
    const seen: string[] = [];
    const ended = new AbortController();
    new LinkEvents(io, reader).listen(
      ({ kind, what, atMs }) => seen.push(`${kind} ${what} ${atMs}`),
      ended.signal,
    );
    await io.clock.advance(700);
    reader.carrier = false;
    await io.clock.advance(250);
    reader.carrier = true;
    await io.clock.advance(300);
    assertEquals(seen, ["lost link 750", "regained link 1000"]);
    ended.abort();
    await io.clock.advance(1);
    assertEquals([io.running, io.clock.sleeping], [0, 0]);
  }
});

Deno.test("`LinkEvents` looks beside a monitor that may be kept quiet", async () => {
  const io = new FakeFollowingIo();
  const reader = new FakeReader();
  io.runs.push(["3: eth0: <BROADCAST,UP,LOWER_UP> mtu 1500", "wait"]);
  const seen: string[] = [];
  const ended = new AbortController();
  new LinkEvents(io, reader).listen(
    ({ kind, atMs }) => seen.push(`${kind} ${atMs}`),
    ended.signal,
  );
  await io.clock.advance(200);
  reader.carrier = false;
  await io.clock.advance(60_000);
  assertEquals([seen, reader.looks], [["regained 0", "lost 250"], 4]);
  ended.abort();
  await io.clock.advance(1);
  assertEquals([io.running, io.clock.sleeping], [0, 0]);
});

Deno.test("`LinkEvents` looks nowhere while a monitor has nothing to tell", async () => {
  const io = new FakeFollowingIo();
  const reader = new FakeReader();
  const ended = new AbortController();
  new LinkEvents(io, reader).listen(() => {}, ended.signal);
  await io.clock.advance(60_000);
  assertEquals(reader.looks, 0);
  ended.abort();
});

Deno.test("`LinkEvents` tells nothing twice that a monitor told", async () => {
  const io = new FakeFollowingIo();
  const reader = new FakeReader();
  io.runs.push([], [ROUTE_LOST]);
  const seen: string[] = [];
  const ended = new AbortController();
  new LinkEvents(io, reader).listen(
    ({ kind }) => seen.push(kind),
    ended.signal,
  );
  await io.clock.advance(240);
  reader.carrier = false;
  await io.clock.advance(2000);
  assertEquals(seen, ["lost"]);
  ended.abort();
});

Deno.test("`LinkEvents` looks on systems without a monitor", async () => {
  const io = new FakeFollowingIo({ platform: "darwin" });
  const reader = new FakeReader();
  const seen: string[] = [];
  const ended = new AbortController();
  new LinkEvents(io, reader).listen(
    ({ kind }) => seen.push(kind),
    ended.signal,
  );
  await io.clock.advance(100);
  reader.carrier = false;
  await io.clock.advance(200);
  assertEquals([seen, io.calls], [["lost"], []]);
  ended.abort();
});

Deno.test("`LinkEvents` stops looking where looks give nothing", async () => {
  const io = new FakeFollowingIo({ platform: "windows" });
  let looks = 0;
  const reader: NetworkReader = {
    intervalMs: 250,
    read: () => Promise.resolve(void looks++),
  };
  const ended = new AbortController();
  new LinkEvents(io, reader).listen(() => {}, ended.signal);
  await io.clock.advance(60_000);
  assertEquals([looks, io.clock.sleeping], [3, 0]);
  ended.abort();
});

Deno.test("`LinkEvents` looks once a second for all who ask of a link", async () => {
  const io = new FakeFollowingIo();
  const reader = new FakeReader();
  const { signal } = new AbortController();
  const events = new LinkEvents(io, reader);
  reader.carrier = false;
  const asked = Array.from(
    { length: 100 },
    () => events.isLost("eth0", signal),
  );
  assertEquals(new Set(await Promise.all(asked)), new Set([true]));
  assertEquals(reader.looks, 1);
  reader.carrier = true;
  await io.clock.advance(1001);
  assertEquals(await events.isLost("eth0", signal), false);
  assertEquals(await new LinkEvents(io).isLost("eth0", signal), false);
});

Deno.test("`LinkEvents` looks again at a link once something changed", async () => {
  const io = new FakeFollowingIo();
  const reader = new FakeReader();
  const ended = new AbortController();
  const events = new LinkEvents(io, reader);
  events.listen(() => {}, ended.signal);
  reader.carrier = false;
  await io.clock.advance(1);
  assertEquals(await events.isLost("eth0", ended.signal), true);
  reader.carrier = true;
  io.say("3: eth0: <BROADCAST,UP,LOWER_UP> mtu 1500");
  await io.clock.advance(1);
  assertEquals(await events.isLost("eth0", ended.signal), false);
  ended.abort();
  await io.clock.advance(1);
});
