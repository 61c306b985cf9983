import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { type DiagnoseOptions, diagnoseWith } from "../../src/app/diagnose.ts";
import type { Diagnosis } from "../../src/model/diagnosis.ts";
import { MAX_SUBPROCESSES } from "../../src/model/limits.ts";
import { ioError } from "../io/fake_io.ts";
import { FakeMachine, GATEWAY, type MachineScript } from "./fake_machine.ts";

const SERVER = "203.0.113.7";
const TARGET = `http://${SERVER}:80`;
const REFUSED = ioError("failed", { code: "ECONNREFUSED" });
const PAGE = "HTTP/1.1 204 No Content\r\n\r\n";
const HEALTHY: MachineScript = {
  peers: { [`${SERVER}:80`]: [{ asked: true }, PAGE] },
  alive: [GATEWAY, SERVER],
};

/** Diagnoses in a scripted world, and looks that nothing is left of it. */
async function diagnoseIn(
  script: MachineScript,
  target: string,
  options: DiagnoseOptions = {},
): Promise<{ machine: FakeMachine; diagnosis: Diagnosis }> {
  const machine = new FakeMachine(script);
  const work = diagnoseWith(machine.io, target, options);
  const diagnosis = await machine.io.clock.run(work);
  assertNothingLeft(machine);
  return { machine, diagnosis };
}

function assertNothingLeft({ io, channels, running }: FakeMachine): void {
  assertEquals(io.clock.sleeping, 0);
  assertEquals(running, 0);
  assertEquals(channels.filter(({ closed }) => !closed).length, 0);
}

Deno.test("`diagnoseWith()` calls a target healthy when it answers", async () => {
  const { diagnosis, machine } = await diagnoseIn(HEALTHY, TARGET);
  assertEquals(diagnosis.verdict, null);
  assertEquals(diagnosis.healthy, true);
  assertEquals(diagnosis.state, "online");
  assertEquals(diagnosis.phase, "before-connect");
  assertEquals(diagnosis.path.map(({ status }) => status), [
    ...["ok", "ok", "ok", "ok", "ok"],
  ]);
  assertEquals(diagnosis.target, TARGET);
  assertEquals(diagnosis.proxy, null);
  assertEquals(diagnosis.startedAt, "2026-01-02T03:04:05.000Z");
  assert(diagnosis.elapsedMs < 100, `${diagnosis.elapsedMs} ms`);
  assert(machine.spawned.every((line) => !line.includes("nstat")));
});

Deno.test("`diagnoseWith()` names a refusal at once when nobody serves", async () => {
  const { diagnosis } = await diagnoseIn(
    { peers: { [`${SERVER}:80`]: REFUSED }, alive: [GATEWAY, SERVER] },
    TARGET,
  );
  assertEquals(diagnosis.verdict?.mode, "server-stopped");
  assertEquals(diagnosis.verdict?.certain, true);
  assertEquals(diagnosis.state, "offline");
  assert(diagnosis.elapsedMs < 50, `${diagnosis.elapsedMs} ms`);
});

Deno.test("`diagnoseWith()` ends with its time-out when all is silent", async () => {
  for (const timeoutMs of [300, 2000, 5000]) {
    const { diagnosis } = await diagnoseIn({}, TARGET, { timeoutMs });
    assertEquals(diagnosis.verdict?.mode, "server-unreachable");
    assertEquals(diagnosis.verdict?.certain, false);
    const { elapsedMs } = diagnosis;
    assert(elapsedMs >= timeoutMs, `${elapsedMs} ms of ${timeoutMs}`);
    assert(elapsedMs <= timeoutMs + 500, `${elapsedMs} ms of ${timeoutMs}`);
  }
});

Deno.test("`diagnoseWith()` ends all looks when the cable is out", async () => {
  const { diagnosis, machine } = await diagnoseIn({ cable: false }, TARGET);
  assertEquals(diagnosis.verdict?.mode, "client-cable-unplugged");
  assert(diagnosis.elapsedMs < 20, `${diagnosis.elapsedMs} ms`);
  assert(machine.io.calls.includes(`dial ${SERVER} 80`));
  assertEquals(
    diagnosis.observations.some(({ probe }) => probe === "tcp"),
    false,
  );
});

Deno.test("`diagnoseWith()` blames no cable for a name of this host when its file is slow", async () => {
  const peer = { asked: true } as const;
  for (const readMs of [0, 15, 25, 200]) {
    const { diagnosis } = await diagnoseIn({
      ...{ cable: false, readMs },
      hosts: "127.0.0.1 me.test\n",
      peers: { "127.0.0.1:80": [peer, PAGE] },
    }, "http://me.test:80");
    assertEquals(diagnosis.verdict, null, `${readMs} ms`);
  }
});

Deno.test("`diagnoseWith()` blames no cable when a name server on this host may know the name", async () => {
  const { diagnosis } = await diagnoseIn({
    ...{ cable: false, nameServers: ["127.0.0.53"] },
    names: (_, record) => ({
      addresses: record === "A" ? ["127.0.0.1"] : [],
      afterMs: 100,
    }),
    peers: { "127.0.0.1:80": [{ asked: true }, PAGE] },
  }, "http://me.test:80");
  assertEquals(diagnosis.verdict, null);
});

Deno.test("`diagnoseWith()` names the cable at once when only the network knows the name", async () => {
  const { diagnosis } = await diagnoseIn({ cable: false }, "http://a.test:80");
  assertEquals(diagnosis.verdict?.mode, "client-cable-unplugged");
  assertEquals(diagnosis.verdict?.certain, true);
  assert(diagnosis.elapsedMs < 50, `${diagnosis.elapsedMs} ms`);
});

Deno.test("`diagnoseWith()` asks a name server by itself when there are several", async () => {
  const { diagnosis, machine } = await diagnoseIn({
    ...HEALTHY,
    nameServers: ["198.51.100.53", "198.51.100.54"],
    names: (_, record) => ({ addresses: record === "A" ? [SERVER] : [] }),
  }, "http://a.test:80");
  assertEquals(diagnosis.healthy, true);
  const asked = machine.io.calls.filter((call) => call.startsWith("exchange"));
  assert(asked.includes("exchange 198.51.100.53 53"));
  assert(asked.includes("exchange 198.51.100.54 53"));
});

Deno.test("`diagnoseWith()` starts no more than its subprocesses when all is silent", async () => {
  const three = (prefix: string) => [1, 2, 3].map((n) => `${prefix}${n}`);
  const worst: readonly [MachineScript, string, DiagnoseOptions][] = [
    [{}, TARGET, { references: three("203.0.113.10") }],
    [{ nameServers: three("203.0.113.5") }, "http://a.test", {
      references: three("203.0.113.10"),
    }],
    [
      { names: () => ({ addresses: [SERVER, "2001:db8::7"] }) },
      "http://a.test",
      {
        references: three("203.0.113.10"),
        proxy: "http://b.test:3128",
      },
    ],
    [{ peers: { "203.0.113.8:3128": [] } }, TARGET, {
      references: three("203.0.113.10"),
      proxy: "http://203.0.113.8:3128",
    }],
  ];
  for (const [script, target, options] of worst) {
    const { machine, diagnosis } = await diagnoseIn(script, target, options);
    const { length } = machine.spawned;
    assert(length <= MAX_SUBPROCESSES, `${length}: ${machine.spawned}`);
    assert(diagnosis.verdict !== null);
    assert(diagnosis.elapsedMs <= 2500, `${diagnosis.elapsedMs} ms`);
  }
});

Deno.test("`diagnoseWith()` tells each fact as it comes in when it is listened to", async () => {
  const told: string[] = [];
  const waited: string[] = [];
  const { diagnosis } = await diagnoseIn(HEALTHY, TARGET, {
    onObservation: ({ outcome }) => told.push(outcome),
    onWaiting: (what) => waited.push(...what),
  });
  assertEquals(told, diagnosis.observations.map(({ outcome }) => outcome));
  assert(waited.includes("the link"));
  assert(waited.includes(`${SERVER}:80 on ${SERVER}`));
});

Deno.test("`diagnoseWith()` gives no password when a proxy repeats it", async () => {
  const password = "s3cret/pass";
  const basic = btoa(`joe:${password}`);
  const said = `Proxy-Authorization: Basic ${basic} (${password})`;
  const { diagnosis, machine } = await diagnoseIn(
    {
      peers: {
        "203.0.113.8:3128": [
          { asked: true },
          `HTTP/1.1 403 ${said}\r\nServer: ${said}\r\nLocation: ${said}\r\n\r\n`,
        ],
      },
    },
    TARGET,
    { proxy: `http://joe:${encodeURIComponent(password)}@203.0.113.8:3128` },
  );
  assertEquals(diagnosis.verdict?.mode, "proxy-denied");
  assert(machine.channels[0]?.writtenText.includes(basic));
  const json = JSON.stringify(diagnosis);
  for (const secret of [password, encodeURIComponent(password), basic]) {
    assert(!json.includes(secret), json);
  }
});

Deno.test("`diagnoseWith()` probes nothing when it was cancelled before", async () => {
  const { io } = new FakeMachine(HEALTHY);
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  const error = await assertRejects(() => diagnoseWith(io, TARGET, { signal }));
  assertEquals(error, reason);
  assertEquals(io.calls, []);
});

Deno.test("`diagnoseWith()` leaves nothing behind when cancelled at any call", async () => {
  for (const [target, options, script] of CANCELLED) {
    const whole = await diagnoseIn(script, target, options);
    const { length } = whole.machine.io.calls;
    for (let count = 1; count <= length; count++) {
      const stop = new AbortController();
      const onCall = ({ calls }: { calls: readonly string[] }) => {
        if (calls.length >= count) stop.abort(new Error("enough"));
      };
      await assertCancels({ ...script, onCall }, target, { ...options, stop });
    }
  }
});

Deno.test("`diagnoseWith()` leaves nothing behind when cancelled at any time", async () => {
  for (const [target, options, script] of CANCELLED) {
    for (
      const atMs of [0, 1, 2, 3, 5, 7, 10, 19, 21, 101, 251, 501, 601, 999]
    ) {
      const stop = new AbortController();
      await assertCancels(script, target, { ...options, stop, atMs });
    }
  }
});

/** What is cancelled: by address, by name, through a proxy; all silent. */
const CANCELLED:
  readonly (readonly [string, DiagnoseOptions, MachineScript])[] = [
    [TARGET, { references: ["203.0.113.10"] }, {}],
    ["http://a.test", {}, {}],
    [
      TARGET,
      { proxy: "http://203.0.113.8:3128" },
      { peers: { "203.0.113.8:3128": [] } },
    ],
    [TARGET, {}, { peers: { [`${SERVER}:80`]: [] }, alive: [GATEWAY, SERVER] }],
  ];

async function assertCancels(
  script: MachineScript,
  target: string,
  { stop, atMs, ...options }: DiagnoseOptions & {
    readonly stop: AbortController;
    readonly atMs?: number;
  },
): Promise<void> {
  const machine = new FakeMachine(script);
  const { clock } = machine.io;
  const { signal } = stop;
  let abortedMs = NaN;
  signal.addEventListener("abort", () => abortedMs = clock.monotonicMs());
  const work = diagnoseWith(machine.io, target, { ...options, signal });
  const cancelled = assertRejects(() => work, Error, "enough");
  if (atMs !== undefined) {
    await clock.advance(atMs);
    stop.abort(new Error("enough"));
  }
  await clock.run(cancelled);
  assertEquals(clock.monotonicMs(), abortedMs);
  assertNothingLeft(machine);
}

Deno.test("`diagnoseWith()` names a rule of this host when its time is short", async () => {
  const { diagnosis } = await diagnoseIn(
    { dropping: true, alive: [GATEWAY, SERVER] },
    TARGET,
    { timeoutMs: 850 },
  );
  assertEquals(diagnosis.verdict?.mode, "firewall-blocked");
  assertEquals(diagnosis.verdict?.certain, true);
});
