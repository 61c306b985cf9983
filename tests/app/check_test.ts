import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { type CheckOptions, checkWith } from "../../src/app/check.ts";
import type { CheckReport } from "../../src/model/check_report.ts";
import type { CheckTarget } from "../../src/model/check_target.ts";
import { ioError } from "../io/fake_io.ts";
import {
  FakeMachine,
  type FakePeer,
  GATEWAY,
  type MachineScript,
} from "./fake_machine.ts";

const REFUSED = ioError("failed", { code: "ECONNREFUSED" });
const PAGE = "HTTP/1.1 204 No Content\r\n\r\n";
const ANSWERING: FakePeer = [{ asked: true }, PAGE];
const PROXY = "http://203.0.113.5:3128";

/** Checks in a scripted world, and looks that nothing is left of it. */
async function checkIn(
  script: MachineScript,
  targets: readonly (string | CheckTarget)[],
  options: CheckOptions = {},
): Promise<{ machine: FakeMachine; report: CheckReport }> {
  const machine = new FakeMachine(script);
  const work = checkWith(machine.io, targets, options);
  const report = await machine.io.clock.run(work);
  assertEquals([machine.io.clock.sleeping, machine.running], [0, 0]);
  assertEquals(machine.channels.filter(({ closed }) => !closed).length, 0);
  return { machine, report };
}

function many(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `203.0.113.9:${index + 1}`,
  );
}

/** How often each operation was asked for. */
function counts({ io }: FakeMachine, words: string): number {
  return io.calls.filter((call) => call.includes(words)).length;
}

Deno.test("`checkWith()` looks once at the link, the gateway and a name for a hundred targets", async () => {
  const ports = many(100).map((target) => target.replace(/.*:/, ""));
  const peers = ports.map((port) => [`203.0.113.9:${port}`, ANSWERING]);
  const { machine, report } = await checkIn({
    peers: Object.fromEntries(peers),
    alive: [GATEWAY, "203.0.113.9"],
    names: (_, type) => ({ addresses: type === "A" ? ["203.0.113.9"] : [] }),
  }, ports.map((port) => `http://web.example:${port}`));
  assertEquals([report.passed, report.findings], [true, []]);
  assertEquals(report.targets.length, 100);
  assertEquals(counts(machine, "ip -j -d addr"), 1);
  assertEquals(counts(machine, "route get"), 1);
  assertEquals(counts(machine, "exchange"), 2);
  assert(counts(machine, "ping") <= 2);
});

Deno.test("`checkWith()` makes one finding of fifty targets behind a dead proxy, in time", async () => {
  const { machine, report } = await checkIn(
    { alive: [GATEWAY] },
    many(50),
    { proxy: PROXY, references: [GATEWAY] },
  );
  assertEquals(report.findings.length, 1);
  assertEquals(report.findings[0]?.subject, "203.0.113.5:3128");
  assertEquals(report.findings[0]?.victims.length, 50);
  assert(report.elapsedMs < 3000, `${report.elapsedMs} ms`);
  assert(counts(machine, "dial 203.0.113.5") <= 4);
  assert(machine.spawned.length <= 12, machine.spawned.join("\n"));
});

Deno.test("`checkWith()` lets a target that answers clear the way to a silent one", async () => {
  const script = {
    peers: { "203.0.113.9:80": ANSWERING },
    alive: ["203.0.113.9"],
  };
  const silent = "http://203.0.113.8:80";
  const alone = await checkIn(script, [silent]);
  assertEquals(alone.report.findings[0]?.verdict.candidates, [
    "gateway-unreachable",
    "path-broken",
    "server-unreachable",
  ]);
  const told: (readonly [string, boolean])[] = [];
  const found: string[] = [];
  const both = await checkIn(script, [silent, "http://203.0.113.9:80"], {
    onFound: ({ target }) => found.push(target),
    onChecked: ({ target, passed }) => told.push([target, passed]),
  });
  const [finding] = both.report.findings;
  assertEquals(finding?.verdict.candidates, ["server-unreachable"]);
  assertEquals(finding?.verdict.certain, true);
  const lent = both.report.targets[0]?.diagnosis.observations.at(-1);
  assertEquals(lent?.subject.startsWith("203.0.113.9"), true);
  assertEquals(lent?.detail.role, "reference");
  // The one whose cause is open is told at the end.
  const order = told.map(([target]) => target);
  assertEquals(order, ["http://203.0.113.9:80", "http://203.0.113.8:80"]);
  assertEquals(found, order);
});

Deno.test("`checkWith()` passes what is broken as expected, and fails what should be", async () => {
  const { report } = await checkIn({
    peers: { "203.0.113.9:1": REFUSED, "203.0.113.9:2": ANSWERING },
    alive: [GATEWAY, "203.0.113.9"],
  }, [
    { name: "a", target: "203.0.113.9:1", expect: "server-stopped" },
    { name: "b", target: "http://203.0.113.9:2", expect: "server-stopped" },
  ]);
  assertEquals(report.targets.map(({ passed }) => passed), [true, false]);
  assertEquals(report.findings, []);
  assertEquals(report.passed, false);
});

Deno.test("`checkWith()` names a pulled cable once", async () => {
  const { report } = await checkIn({ cable: false }, many(50));
  assertEquals(
    report.findings.map(({ subject, verdict, victims }) =>
      [subject, verdict.mode, victims.length] as const
    ),
    [["eth0", "client-cable-unplugged", 50]],
  );
});

Deno.test("`checkWith()` ends with its signal and leaves nothing behind", async () => {
  const machine = new FakeMachine();
  const stop = new AbortController();
  const work = checkWith(machine.io, many(30), { signal: stop.signal });
  await machine.io.clock.advance(300);
  stop.abort(new Error("enough"));
  await assertRejects(() => machine.io.clock.run(work), Error, "enough");
  assertEquals([machine.io.clock.sleeping, machine.running], [0, 0]);
});

Deno.test("`checkWith()` checks nothing without targets", async () => {
  const { report, machine } = await checkIn({}, []);
  assertEquals([report.passed, report.targets, report.findings], [
    true,
    [],
    [],
  ]);
  assertEquals(machine.io.calls, []);
});
