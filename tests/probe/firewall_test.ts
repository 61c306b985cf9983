import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import type { Io, Platform } from "../../src/io/io.ts";
import {
  CONFIRM_MS,
  probeFirewall,
  WINDOW_MS,
} from "../../src/probe/firewall.ts";
import { never } from "../io/fake_channel.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";
import runs from "../wire/fixtures/nstat_linux.json" with { type: "json" };
import { type Spawned, spawns, untilKilled } from "./spawned.ts";

type CaseName = keyof typeof runs.cases;
type Counters = Readonly<Record<string, number>>;

interface Scene {
  readonly dial: Io["dial"];
  /** The captured attempts, one after another; the last goes on. */
  readonly cases?: readonly CaseName[];
  readonly nstat?: Spawned;
  /** How long the counters take to read, in milliseconds. @default {0} */
  readonly readMs?: number;
  readonly address?: string;
  readonly platform?: Platform;
  readonly timeoutMs?: number;
}

async function look(scene: Scene) {
  const { dial, platform = "linux", timeoutMs = 2000, readMs } = scene;
  const nstat = scene.nstat ?? nstatOf(scene.cases ?? ["v4 connected"]);
  const read = spawns({ "nstat -asz -j": nstat });
  const spawn: Io["spawn"] = async (program, args, options) => {
    if (readMs !== undefined) await io.clock.sleep(readMs, options.signal);
    return await read(program, args, options);
  };
  const io: FakeIo = new FakeIo({ dial, spawn, platform });
  const { signal } = new AbortController();
  const address = scene.address ?? "10.77.1.3";
  const { observations } = await io.clock.run(
    probeFirewall({ segment: "server", address, port: 7000 }, {
      io,
      signal,
      timeoutMs,
    }),
  );
  assertEquals(observations.length, 1);
  assertEquals(io.clock.sleeping, 0);
  const [seen] = observations;
  assert(seen);
  const dials = io.calls.filter((call) => call.startsWith("dial")).length;
  return { seen, io, dials };
}

/** Counters that change by one captured attempt from look to look. */
function nstatOf(cases: readonly CaseName[]): Spawned {
  let looks = 0;
  let now: Counters = runs.cases[cases[0] ?? "v4 connected"].before;
  return () => {
    if (looks > 0) {
      const name = cases[Math.min(looks, cases.length) - 1] ?? "v4 connected";
      now = plus(now, runs.cases[name]);
    }
    looks++;
    const stdout = JSON.stringify({ kernel: now });
    return Promise.resolve({ exitCode: 0, stdout, stderr: "" });
  };
}

function plus(
  now: Counters,
  { before, after }: { readonly before: Counters; readonly after: Counters },
): Counters {
  return Object.fromEntries(
    Object.entries(now).map(([name, value]) => [
      name,
      value + (after[name] ?? 0) - (before[name] ?? 0),
    ]),
  );
}

/** Counters that no attempt moves. */
const STILL: Spawned = {
  stdout: JSON.stringify({ kernel: runs.cases["v4 connected"].before }),
};

const silent: Io["dial"] = ({ signal }) => never(signal);

function fails(code: string): Io["dial"] {
  return () => Promise.reject(ioError("failed", { code }));
}

Deno.test("`probeFirewall()` excludes a filter after one clean attempt", async () => {
  const { seen, io } = await look({
    dial: fails("ECONNREFUSED"),
    cases: ["v4 closed port"],
  });
  assertEquals(seen.outcome, "not-filtered");
  assertEquals(seen.segment, "server");
  assertEquals(seen.subject, "10.77.1.3:7000");
  assertEquals(seen.detail.code, "ECONNREFUSED");
  assertEquals(seen.detail.sent, 1);
  assertEquals(seen.detail.counters?.["TcpInSegs"], 1);
  assertEquals(seen.detail.counters?.["IcmpInDestUnreachs"], undefined);
  assertEquals(io.calls, [
    "spawn nstat -asz -j",
    "dial 10.77.1.3 7000",
    "spawn nstat -asz -j",
  ]);
  const { seen: quiet, io: quietIo } = await look({
    dial: silent,
    cases: ["v4 remote drop"],
  });
  assertEquals(quiet.outcome, "not-filtered");
  assertEquals(quietIo.clock.monotonicMs(), WINDOW_MS);
});

Deno.test("`probeFirewall()` excludes nothing when its time is too short for an answer", async () => {
  const { seen } = await look({
    dial: silent,
    cases: ["v4 remote drop"],
    timeoutMs: 140,
  });
  assertEquals(seen.outcome, "not-supported");
});

Deno.test("`probeFirewall()` excludes a filter when its time is short and the machine busy", async () => {
  const counters = nstatOf(["v4 remote drop"]);
  const { seen, io } = await look({
    dial: silent,
    nstat: counters,
    readMs: 50,
    timeoutMs: 400,
  });
  assertEquals(seen.outcome, "not-filtered");
  assert(io.clock.monotonicMs() < 400, `${io.clock.monotonicMs()} ms`);
});

Deno.test("`probeFirewall()` excludes a filter when it connects, and closes", async () => {
  const channel = new FakeIo().channel();
  const { seen } = await look({
    dial: () => Promise.resolve(channel),
    cases: ["v4 local drop"],
  });
  assertEquals(seen.outcome, "not-filtered");
  assertEquals(channel.closed, true);
});

Deno.test("`probeFirewall()` names a rule of this host when it was seen three times", async () => {
  const dropped = await look({ dial: silent, cases: ["v4 local drop"] });
  assertEquals(dropped.seen.outcome, "locally-dropped");
  assertEquals(dropped.dials, 3);
  assertEquals(dropped.seen.detail.sent, 3);
  assertEquals(dropped.io.clock.monotonicMs(), 3 * CONFIRM_MS);
  const reset = await look({
    dial: fails("ECONNREFUSED"),
    cases: ["v4 local reset"],
  });
  assertEquals(reset.seen.outcome, "locally-rejected");
  const six = await look({
    dial: fails("ECONNREFUSED"),
    cases: ["v6 local reset"],
    address: "fd77:1::3",
  });
  assertEquals(six.seen.outcome, "locally-rejected");
  assertEquals(six.seen.subject, "[fd77:1::3]:7000");
  assertEquals(six.seen.detail.family, 6);
});

Deno.test("`probeFirewall()` takes what was seen once for other traffic", async () => {
  const { seen, dials } = await look({
    dial: silent,
    cases: ["v4 local drop", "v4 local drop", "v4 remote drop"],
  });
  assertEquals(seen.outcome, "not-filtered");
  assertEquals(dials, 3);
});

Deno.test("`probeFirewall()` says so when other traffic hides the signs", async () => {
  const { seen, io, dials } = await look({
    dial: silent,
    cases: ["v4 local input drop"],
  });
  assertEquals([seen.segment, seen.outcome], ["self", "not-supported"]);
  assertEquals(seen.detail.lost, "firewall");
  assertEquals(dials, 3);
  // Other looks need subprocesses as well.
  const readings = io.calls.filter((call) => call.startsWith("spawn"));
  assertEquals(readings.length, 5);
});

Deno.test("`probeFirewall()` names an ICMP error from outside", async () => {
  const refused = await look({
    dial: fails("ECONNREFUSED"),
    cases: ["v4 remote ICMP reject"],
  });
  assertEquals(refused.seen.outcome, "remotely-rejected");
  assertEquals(refused.dials, 2);
  const prohibited = await look({
    dial: fails("EHOSTUNREACH"),
    cases: ["v4 remote prohibited"],
  });
  assertEquals(prohibited.seen.outcome, "remotely-rejected");
  assertEquals(prohibited.seen.detail.code, "EHOSTUNREACH");
  const six = await look({
    dial: fails("EACCES"),
    cases: ["v6 remote prohibited"],
    address: "fd77:1::3",
  });
  assertEquals(six.seen.outcome, "remotely-rejected");
});

Deno.test("`probeFirewall()` keeps an ICMP error in mind when the second is rationed", async () => {
  const replies = [fails("ECONNREFUSED"), silent];
  const { seen } = await look({
    dial: (options) => (replies.shift() ?? silent)(options),
    cases: ["v4 remote ICMP reject", "v4 remote drop"],
  });
  assertEquals(seen.outcome, "remotely-rejected");
});

Deno.test("`probeFirewall()` takes the kernel's own word for a rule", async () => {
  for (const code of ["EPERM", "EACCES"]) {
    const { seen, dials } = await look({ dial: fails(code), nstat: STILL });
    assertEquals(seen.outcome, "locally-rejected");
    assertEquals(seen.detail.code, code);
    assertEquals(dials, 1);
  }
});

Deno.test("`probeFirewall()` says nothing when nothing was sent", async () => {
  const dial = fails("ENETUNREACH");
  const { seen, dials } = await look({ dial, nstat: STILL });
  assertEquals([seen.segment, seen.outcome], ["self", "not-supported"]);
  assertEquals(seen.detail.code, "ENETUNREACH");
  assertEquals(dials, 1);
});

Deno.test("`probeFirewall()` has no counters to ask elsewhere than on Linux", async () => {
  for (const platform of ["darwin", "windows", "other"] as const) {
    const { seen, io } = await look({ dial: silent, platform });
    assertEquals([seen.segment, seen.outcome], ["self", "not-supported"]);
    assertEquals(io.calls, []);
  }
});

Deno.test("`probeFirewall()` doubts itself when it may not look or connect", async () => {
  const missing = ioError("not-found", { code: "ENOENT" });
  const { seen: absent } = await look({ dial: silent, nstat: missing });
  assertEquals(absent.outcome, "program-missing");
  assertEquals(absent.detail.program, "nstat");
  const permission = "--allow-net=10.77.1.3:7000";
  const forbidden = ioError("not-permitted", { permission });
  const { seen } = await look({ dial: () => Promise.reject(forbidden) });
  assertEquals(seen.outcome, "not-permitted");
  assertEquals(seen.detail.permission, permission);
  const { seen: garbled } = await look({
    dial: silent,
    nstat: { stdout: "nstat: unknown" },
  });
  assertEquals([garbled.segment, garbled.outcome], ["self", "not-supported"]);
});

Deno.test("`probeFirewall()` ends with its time-out, and at once when aborted", async () => {
  const { seen, io } = await look({
    dial: silent,
    cases: ["v4 local drop"],
    timeoutMs: 120,
  });
  assertEquals([seen.segment, seen.outcome], ["self", "not-supported"]);
  assertEquals(io.clock.monotonicMs(), 120);
  const stuck = new FakeIo({ spawn: spawns({ nstat: untilKilled() }) });
  const stop = new AbortController();
  const work = probeFirewall(
    { segment: "server", address: "10.77.1.3", port: 7000 },
    { io: stuck, signal: stop.signal, timeoutMs: 2000 },
  );
  stop.abort();
  assertEquals(await stuck.clock.run(work), { observations: [] });
  assertEquals(stuck.clock.monotonicMs(), 0);
  assertEquals(stuck.clock.sleeping, 0);
});
