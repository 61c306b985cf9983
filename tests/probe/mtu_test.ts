import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { type MtuInput, probeMtu } from "../../src/probe/mtu.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";
import { asJson, captured } from "../wire/captured.ts";
import runs from "../wire/fixtures/ping_linux.json" with { type: "json" };
import { type Spawned, spawns, untilKilled } from "./spawned.ts";

/** What pings of one size or another print. */
type Sizes = Readonly<Record<string, Spawned>>;

const SMALL = "ping -n -c 1 -w 2 -W 2 10";
const LARGE = "ping -n -c 1 -w 2 -W 2 -M do -s ";

async function look(sizes: Sizes, input: Partial<MtuInput> = {}) {
  const io = new FakeIo({ spawn: spawns(sizes) });
  const { signal } = new AbortController();
  const { observations } = await io.clock.run(
    probeMtu({
      segment: "server",
      role: "target",
      address: "10.77.2.10",
      ...input,
    }, { io, signal, timeoutMs: 2000 }),
  );
  assertEquals(observations.length, 1);
  assertEquals(io.clock.sleeping, 0);
  const [seen] = observations;
  assert(seen);
  return { seen, io };
}

const ANSWER = captured(runs, "routed");

Deno.test("`probeMtu()` is content when a packet of full size passes", async () => {
  const { seen, io } = await look({
    [`${LARGE}1472`]: ANSWER,
    [SMALL]: untilKilled(),
  });
  assertEquals(seen.outcome, "full-size-passed");
  assertEquals(seen.probe, "mtu");
  assertEquals(seen.segment, "server");
  assertEquals(seen.detail, {
    role: "target",
    address: "10.77.2.10",
    family: 4,
    message: "packets of 1500 bytes",
  });
  assertEquals(io.clock.monotonicMs(), 0);
});

Deno.test("`probeMtu()` tells a black hole: small packets pass, large ones vanish", async () => {
  const { seen } = await look({
    [`${LARGE}1472`]: untilKilled(),
    [SMALL]: ANSWER,
  });
  assertEquals(seen.outcome, "full-size-lost");
  assertEquals(seen.detail.mtuBytes, undefined);
});

Deno.test("`probeMtu()` tries the size that a router tells", async () => {
  const told = captured(runs, "fragmentation needed");
  const { seen } = await look({
    [`${LARGE}1472`]: told,
    [`${LARGE}1252`]: ANSWER,
    [SMALL]: ANSWER,
  });
  assertEquals(asJson([seen.outcome, seen.detail]), ["full-size-passed", {
    role: "target",
    address: "10.77.2.10",
    family: 4,
    message: "packets of 1280 bytes",
    mtuBytes: 1280,
    reportedBy: "10.77.1.1",
  }]);
  const { seen: lost } = await look({
    [`${LARGE}1472`]: told,
    [`${LARGE}1252`]: untilKilled(),
    [SMALL]: ANSWER,
  });
  assertEquals(lost.outcome, "full-size-lost");
  assertEquals(lost.detail.mtuBytes, 1280);
});

Deno.test("`probeMtu()` tries the size that this host has learnt", async () => {
  const learnt = {
    exitCode: 1,
    stdout: "PING 10.77.2.10 (10.77.2.10) 1472(1500) bytes of data.\n",
    stderr: "ping: local error: message too long, mtu=1280\n",
  };
  const { seen } = await look({
    [`${LARGE}1472`]: learnt,
    [`${LARGE}1252`]: ANSWER,
    [SMALL]: ANSWER,
  });
  assertEquals(seen.outcome, "full-size-passed");
  assertEquals(seen.detail.mtuBytes, 1280);
  assertEquals(seen.detail.reportedBy, undefined);
});

Deno.test("`probeMtu()` ends when routers tell ever smaller sizes", async () => {
  function tooBig(mtuBytes: number): Spawned {
    const stdout = "PING 10.77.2.10 (10.77.2.10) 1472(1500) bytes of data.\n" +
      `From 10.77.1.1 icmp_seq=1 Frag needed and DF set (mtu = ${mtuBytes})\n`;
    return { exitCode: 1, stdout };
  }
  const { seen, io } = await look({
    [`${LARGE}1472`]: tooBig(1400),
    [`${LARGE}1372`]: tooBig(1300),
    [`${LARGE}1272`]: tooBig(1200),
    [SMALL]: ANSWER,
  });
  assertEquals([seen.segment, seen.outcome], ["self", "not-supported"]);
  assertEquals(io.calls.length, 4);
});

Deno.test("`probeMtu()` believes no size that no link could have", async () => {
  const absurd = {
    exitCode: 1,
    stdout: "PING 10.77.2.10 (10.77.2.10) 1472(1500) bytes of data.\n" +
      "From 10.77.1.1 icmp_seq=1 Frag needed and DF set (mtu = 20)\n",
  };
  const { seen, io } = await look({
    [`${LARGE}1472`]: absurd,
    [SMALL]: ANSWER,
  });
  assertEquals(seen.outcome, "not-supported");
  assertEquals(io.calls.length, 2);
});

Deno.test("`probeMtu()` leaves room for the longer head of IPv6", async () => {
  const { seen } = await look({
    [`${LARGE}1452`]: ANSWER,
    "ping -n -c 1 -w 2 -W 2 fd77": ANSWER,
  }, { address: "fd77:2::10" });
  assertEquals(seen.outcome, "full-size-passed");
  assertEquals(seen.detail.family, 6);
});

Deno.test("`probeMtu()` tells what the small ping saw when that got no answer", async () => {
  const silent = await look({
    [`${LARGE}1472`]: untilKilled(),
    [SMALL]: untilKilled(),
  });
  assertEquals(silent.seen.outcome, "echo-silent");
  const told = await look({
    [`${LARGE}1472`]: captured(runs, "router no route"),
    [SMALL]: captured(runs, "router no route"),
  });
  assertEquals(told.seen.outcome, "echo-unreachable");
  assertEquals(told.seen.detail.reportedBy, "10.77.1.1");
});

Deno.test("`probeMtu()` doubts itself when ping cannot forbid fragments", async () => {
  const { seen } = await look({
    [`${LARGE}1472`]: captured(runs, "busybox unknown option"),
    [SMALL]: ANSWER,
  });
  assertEquals([seen.segment, seen.outcome], ["self", "not-supported"]);
  assertEquals(seen.detail.lost, "mtu");
  const { seen: crashed } = await look({
    [`${LARGE}1472`]: { exitCode: null },
    [SMALL]: ANSWER,
  });
  assertEquals(crashed.outcome, "not-supported");
  const missing = ioError("not-found", { code: "ENOENT" });
  const { seen: absent } = await look({ ping: missing });
  assertEquals(absent.outcome, "program-missing");
});

Deno.test("`probeMtu()` ends at once when it is aborted", async () => {
  const io = new FakeIo({ spawn: spawns({ ping: untilKilled() }) });
  const stop = new AbortController();
  const input = {
    segment: "server",
    role: "target",
    address: "10.77.2.10",
  } as const;
  const context = { io, signal: stop.signal, timeoutMs: 2000 };
  const work = probeMtu(input, context);
  stop.abort();
  assertEquals(await io.clock.run(work), { observations: [] });
  assertEquals(io.clock.sleeping, 0);
});

Deno.test("`probeMtu()` refuses a host that is no address", async () => {
  await assertRejects(() => look({}, { address: "-f" }), TypeError);
});
