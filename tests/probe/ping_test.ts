import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import type { ObservationDetail } from "../../src/model/observation.ts";
import { type PingInput, probePing } from "../../src/probe/ping.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";
import { asJson, captured } from "../wire/captured.ts";
import runs from "../wire/fixtures/ping_linux.json" with { type: "json" };
import { pingIn, run } from "./ping_scene.ts";
import { spawns, untilKilled } from "./spawned.ts";

/** What a captured run reads as: outcome, and the detail that tells. */
async function told(name: string): Promise<unknown> {
  const { seen } = await pingIn({ ping: run(name) });
  const { code, reportedBy, reportedLocally }: ObservationDetail = seen.detail;
  return asJson([seen.outcome, { code, reportedBy, reportedLocally }]);
}

Deno.test("`probePing()` keeps the time and the hops of the first answer", async () => {
  const { seen, io } = await pingIn({
    ping: run("routed"),
    input: { onLink: false },
  });
  assertEquals(seen.outcome, "echo-answered");
  assertEquals(seen.segment, "server");
  assertEquals(seen.subject, "10.77.2.10");
  assertEquals(seen.detail, {
    role: "target",
    address: "10.77.2.10",
    family: 4,
    onLink: false,
    sent: 3,
    received: 3,
    rttMs: 0.042,
    ttl: 63,
  });
  assertEquals(io.calls, ["spawn ping -n -c 1 -w 2 -W 2 10.77.2.10"]);
});

Deno.test("`probePing()` marks loopback", async () => {
  const { seen } = await pingIn({
    ping: run("loopback"),
    input: { address: "127.0.0.1" },
  });
  assertEquals(seen.detail.loopback, true);
});

Deno.test("`probePing()` calls a host silent when the wait is over", async () => {
  const header = "PING 10.77.2.10 (10.77.2.10) 56(84) bytes of data.\n";
  for (const stdout of ["", header]) {
    const { seen, io } = await pingIn({ ping: untilKilled(stdout) });
    assertEquals(seen.outcome, "echo-silent");
    assertEquals(seen.detail.received, 0);
    assertEquals(io.clock.monotonicMs(), 1800);
  }
});

Deno.test("`probePing()` calls a host silent when ping has counted so", async () => {
  for (const name of ["silent", "busybox silent", "local drop"]) {
    assertEquals(
      (await pingIn({ ping: run(name) })).seen.outcome,
      "echo-silent",
    );
  }
});

Deno.test("`probePing()` keeps who reported that the host is unreachable", async () => {
  assertEquals(await told("router no route"), ["echo-unreachable", {
    code: "net-unreachable",
    reportedBy: "10.77.1.1",
    reportedLocally: false,
  }]);
  assertEquals(await told("router neighbour failure v6"), [
    "echo-unreachable",
    {
      code: "host-unreachable",
      reportedBy: "fd77:1::1",
      reportedLocally: false,
    },
  ]);
  assertEquals(await told("own neighbour failure"), ["echo-unreachable", {
    code: "host-unreachable",
    reportedBy: "10.77.1.2",
    reportedLocally: true,
  }]);
});

Deno.test("`probePing()` leaves open who reported when it cannot know itself", async () => {
  const error = ioError("not-found", { code: "ENOENT" });
  const { seen } = await pingIn({ ping: run("router no route"), addr: error });
  assertEquals(seen.detail.reportedBy, "10.77.1.1");
  assertEquals(seen.detail.reportedLocally, undefined);
  const { seen: alone } = await pingIn({
    ping: run("router no route"),
    input: { host: undefined },
  });
  assertEquals(alone.detail.reportedLocally, undefined);
});

Deno.test("`probePing()` tells a filter by the reporter's words", async () => {
  for (
    const name of [
      "router reject icmp admin-prohibited",
      "router reject icmpv6 admin-prohibited",
      "router prohibit route",
    ]
  ) {
    const { seen } = await pingIn({ ping: run(name) });
    assertEquals(seen.outcome, "echo-prohibited", name);
    assertEquals(seen.detail.reportedLocally, false);
  }
});

Deno.test("`probePing()` keeps the code when this host would not send", async () => {
  const table: [name: string, code: string][] = [
    ["no route", "ENETUNREACH"],
    ["busybox no route", "ENETUNREACH"],
    ["own unreachable route", "EHOSTUNREACH"],
    ["own prohibit route", "EACCES"],
    ["own blackhole route", "EINVAL"],
    ["busybox local drop", "EPERM"],
    ["local reject", "EPERM"],
    ["interface down", "ENETUNREACH"],
  ];
  for (const [name, code] of table) {
    const { seen } = await pingIn({ ping: run(name) });
    assertEquals(seen.outcome, "echo-not-sent", name);
    assertEquals(seen.detail.code, code, name);
  }
});

Deno.test("`probePing()` doubts itself when ping is missing or forbidden", async () => {
  const permission = "--allow-run=ping";
  const refused = ioError("not-permitted", { permission });
  const { seen: forbidden } = await pingIn({ ping: refused });
  assertEquals(forbidden.segment, "self");
  assertEquals(forbidden.outcome, "not-permitted");
  assertEquals(forbidden.detail.permission, permission);
  const missing = ioError("not-found", { code: "ENOENT" });
  const { seen: absent } = await pingIn({ ping: missing });
  assertEquals(absent.outcome, "program-missing");
  assertEquals(absent.detail.lost, "ping");
  const { seen: bound } = await pingIn({
    ping: ioError("failed", { code: "EBOUND" }),
  });
  assertEquals([bound.segment, bound.outcome], ["self", "not-supported"]);
  assertEquals(bound.detail.code, "EBOUND");
});

Deno.test("`probePing()` doubts itself when ping may not or cannot ping", async () => {
  for (const name of ["no capability", "busybox no capability"]) {
    const { seen } = await pingIn({ ping: run(name) });
    assertEquals([seen.segment, seen.outcome], ["self", "not-permitted"], name);
    assertEquals(seen.detail.program, "ping");
  }
  for (const name of ["unknown option", "busybox unknown option"]) {
    const { seen } = await pingIn({ ping: run(name) });
    assertEquals([seen.segment, seen.outcome], ["self", "not-supported"], name);
  }
  const { seen } = await pingIn({ ping: { exitCode: null } });
  assertEquals([seen.segment, seen.outcome], ["self", "not-supported"]);
});

Deno.test("`probePing()` runs ping again on Windows only while it is silent", async () => {
  const sum = "    Packets: Sent = 1, Received = 0, Lost = 1 (100% loss),\r\n";
  const silent = { exitCode: 1, stdout: "Request timed out.\r\n" + sum };
  const reply = {
    stdout: "Reply from 10.77.2.10: bytes=32 time=7ms TTL=64\r\n",
  };
  const platform = "windows";
  const again = await pingIn({ platform, ping: [silent, reply] });
  assertEquals(again.seen.outcome, "echo-answered");
  assertEquals(again.io.calls.length, 2);
  const once = await pingIn({ platform, ping: [reply, silent] });
  assertEquals(once.io.calls.length, 1);
  const never = await pingIn({ platform, ping: silent });
  assertEquals(never.seen.outcome, "echo-silent");
  assertEquals(never.io.calls.length, 2);
});

Deno.test("`probePing()` ends at once when it is aborted", async () => {
  const io = new FakeIo({ spawn: spawns({ ping: untilKilled() }) });
  const stop = new AbortController();
  const context = { io, signal: stop.signal, timeoutMs: 2000 };
  const input: PingInput = {
    segment: "server",
    role: "target",
    address: "10.77.2.10",
  };
  const work = probePing(input, context);
  stop.abort();
  assertEquals(await io.clock.run(work), { observations: [] });
  assertEquals(io.clock.monotonicMs(), 0);
  assertEquals(io.clock.sleeping, 0);
  const late = await io.clock.run(probePing(input, context));
  assertEquals(late, { observations: [] });
});

Deno.test("`probePing()` keeps an answer that came with the abort", async () => {
  const answer = captured(runs, "routed").stdout;
  const io = new FakeIo({ spawn: spawns({ ping: untilKilled(answer) }) });
  const stop = new AbortController();
  const { signal } = stop;
  const work = probePing(
    { segment: "server", role: "target", address: "10.77.2.10" },
    { io, signal, timeoutMs: 2000 },
  );
  await io.clock.advance(0);
  stop.abort();
  const { observations } = await io.clock.run(work);
  assertEquals(observations[0]?.outcome, "echo-answered");
});

Deno.test("`probePing()` refuses a host that is no address", async () => {
  await assertRejects(
    () => pingIn({ ping: {}, input: { address: "-f" } }),
    TypeError,
    "Cannot ping host as an address",
  );
});
