import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { type WaitOptions, waitWith } from "../../src/app/wait.ts";
import type { WaitedTarget, WaitResult } from "../../src/model/wait_result.ts";
import { waitWords } from "../../src/report/wait_words.ts";
import { ioError } from "../io/fake_io.ts";
import { FakeMachine, type FakePeer, GATEWAY } from "./fake_machine.ts";

const SERVER = "203.0.113.7";
const OTHER = "203.0.113.8";
const TARGET = `http://${SERVER}`;
const OTHER_TARGET = `http://${OTHER}`;
const REFUSED = ioError("failed", { code: "ECONNREFUSED" });
const ANSWERS: FakePeer = [{ asked: true }, "HTTP/1.1 204 No Content\r\n\r\n"];
const HANGS: FakePeer = [];

/** What a server does at a time, in virtual milliseconds. */
type Life = (nowMs: number) => FakePeer;

interface Waited {
  readonly result: WaitResult;
  /** `seconds words` of each try. */
  readonly said: readonly string[];
  readonly machine: FakeMachine;
}

/** A machine whose servers change with time. */
function machineOf(...lives: readonly Life[]): FakeMachine {
  const hosts = [SERVER, OTHER];
  const peers = Object.fromEntries(
    lives.map((_, index) => [`${hosts[index]}:80`, HANGS]),
  );
  for (const [index, life] of lives.entries()) {
    Object.defineProperty(peers, `${hosts[index]}:80`, {
      get: () => life(machine.io.clock.monotonicMs()),
    });
  }
  const machine: FakeMachine = new FakeMachine({
    alive: [GATEWAY, ...hosts],
    peers,
  });
  return machine;
}

async function waited(
  machine: FakeMachine,
  targets: readonly string[],
  options: WaitOptions = {},
): Promise<Waited> {
  const said: string[] = [];
  const onTry = (one: WaitedTarget) => {
    const second = Math.floor(one.sinceMs / 1000);
    said.push(`${second}s ${waitWords(one)}`);
  };
  const work = waitWith(machine.io, targets, { onTry, ...options });
  const result = await machine.io.clock.run(work);
  assertNothingLeft(machine);
  return { result, said, machine };
}

function assertNothingLeft({ io, running, channels }: FakeMachine): void {
  assertEquals([io.clock.sleeping, running], [0, 0]);
  assertEquals(channels.filter(({ closed }) => !closed).length, 0);
}

function from(startMs: number): Life {
  return (nowMs) => nowMs < startMs ? REFUSED : ANSWERS;
}

Deno.test("`waitWith()` ends at once when the target is there", async () => {
  const { result, said } = await waited(machineOf(from(0)), [TARGET]);
  assertEquals([result.ready, result.ended], [true, "ready"]);
  assertEquals(said, ["0s healthy"]);
  assert(result.elapsedMs < 100, `${result.elapsedMs} ms`);
  assertEquals(result.startedAt, "2026-01-02T03:04:05.000Z");
});

Deno.test("`waitWith()` asks each second until the port is served", async () => {
  const { result, said } = await waited(machineOf(from(2500)), [TARGET]);
  assertEquals(said, [
    "0s port refused on 203.0.113.7",
    "1s port refused on 203.0.113.7",
    "2s port refused on 203.0.113.7",
    "3s healthy",
  ]);
  assertEquals(result.targets[0]?.tries, 4);
  assertEquals(result.targets[0]?.diagnosis?.healthy, true);
});

Deno.test("`waitWith()` tells a server that hangs from one that refuses", async () => {
  const life: Life = (nowMs) =>
    nowMs < 1000 ? REFUSED : nowMs < 2000 ? HANGS : ANSWERS;
  const { said } = await waited(machineOf(life), [TARGET]);
  assertEquals(said, [
    "0s port refused on 203.0.113.7",
    "3s accepts, does not answer",
    "4s healthy",
  ]);
});

Deno.test("`waitWith()` waits for a name to appear", async () => {
  const machine: FakeMachine = new FakeMachine({
    alive: [GATEWAY, SERVER],
    peers: { [`${SERVER}:80`]: ANSWERS },
    names: (_, record) =>
      machine.io.clock.monotonicMs() < 1500
        ? { rcode: 3 }
        : { addresses: record === "A" ? [SERVER] : [] },
  });
  const { said } = await waited(machine, ["http://a.test:80"]);
  assertEquals(said, [
    "0s no DNS record yet",
    "1s no DNS record yet",
    "2s healthy",
  ]);
});

Deno.test("`waitWith()` names all addresses when both families refuse", async () => {
  const six = "2001:db8::7";
  const machine: FakeMachine = new FakeMachine({
    alive: [GATEWAY, SERVER, six],
    peers: {
      get [`${SERVER}:80`]() {
        return from(500)(machine.io.clock.monotonicMs());
      },
      [`${six}:80`]: REFUSED,
    },
    names: (_, record) => ({ addresses: [record === "A" ? SERVER : six] }),
  });
  const { result, said } = await waited(machine, ["http://a.test:80"]);
  assertEquals(result.ready, true);
  assertEquals(said, [
    "0s port refused on 203.0.113.7 and 2001:db8::7",
    "1s healthy",
  ]);
});

Deno.test("`waitWith()` gives up at its time, with what was seen in full", async () => {
  const silent: Life = () => "silent";
  const machine = machineOf(silent);
  const { result, said } = await waited(machine, [TARGET], { timeoutMs: 5000 });
  assertEquals([result.ready, result.ended], [false, "timeout"]);
  assertEquals(
    new Set(said.map((line) => line.slice(3))),
    new Set([
      "no answer from 203.0.113.7",
    ]),
  );
  const { elapsedMs, targets: [target] } = result;
  assert(elapsedMs >= 5000 && elapsedMs <= 6000, `${elapsedMs} ms`);
  const lookMs = target?.diagnosis?.elapsedMs ?? 0;
  assert(lookMs >= 2000, `the hurried last look has ${lookMs} ms only`);
});

Deno.test("`waitWith()` tries a last time when the time is up", async () => {
  const machine = machineOf(from(2900));
  const options = { timeoutMs: 3000, intervalMs: 10_000 };
  const { result, said } = await waited(machine, [TARGET], options);
  assertEquals(result.ready, true);
  assertEquals(said.at(-1), "3s healthy");
});

Deno.test("`waitWith()` asks once more what was ready before the others", async () => {
  const machine = machineOf(from(0), from(5000));
  const { result } = await waited(machine, [TARGET, OTHER_TARGET]);
  assertEquals(result.targets.map(({ tries }) => tries), [2, 6]);
});

Deno.test("`waitWith()` goes on when what was ready is gone at the end", async () => {
  const gone: Life = (nowMs) =>
    nowMs >= 1000 && nowMs < 7000 ? REFUSED : ANSWERS;
  const machine = machineOf(gone, from(5000));
  const targets = [TARGET, OTHER_TARGET];
  const { result, said } = await waited(machine, targets);
  assertEquals(result.ready, true);
  assertEquals(said.at(-1), "7s healthy");
  const times = result.targets.map(({ sinceMs }) => sinceMs);
  assert(times.every((ms) => ms > 7000), `asked last at ${times} ms`);
});

Deno.test("`waitWith()` is content with one target when any will do", async () => {
  const machine = machineOf(() => REFUSED, from(1500));
  const targets = [TARGET, OTHER_TARGET];
  const { result } = await waited(machine, targets, { any: true });
  assertEquals(result.ended, "ready");
  assertEquals(result.targets.map(({ ready }) => ready), [false, true]);
});

Deno.test("`waitWith()` wants a flapping target healthy so often in a row", async () => {
  const flaps: Life = (nowMs) =>
    nowMs < 6000 && Math.floor(nowMs / 1000) % 3 === 2 ? REFUSED : ANSWERS;
  const options = { stable: 3 };
  const { said } = await waited(machineOf(flaps), [TARGET], options);
  assertEquals(said, [
    "0s healthy 1 of 3 times in a row",
    "1s healthy 2 of 3 times in a row",
    "2s port refused on 203.0.113.7",
    "3s healthy 1 of 3 times in a row",
    "4s healthy 2 of 3 times in a row",
    "5s port refused on 203.0.113.7",
    "6s healthy 1 of 3 times in a row",
    "7s healthy 2 of 3 times in a row",
    "8s healthy",
  ]);
});

Deno.test("`waitWith()` keeps what was broken of a target that flaps to the end", async () => {
  const flaps: Life = (nowMs) => nowMs % 2000 < 1000 ? REFUSED : ANSWERS;
  const options = { stable: 5, timeoutMs: 3500 };
  const { result } = await waited(machineOf(flaps), [TARGET], options);
  const [target] = result.targets;
  assertEquals(result.ended, "timeout");
  assertEquals(target?.diagnosis?.verdict?.mode, "server-stopped");
});

Deno.test("`waitWith()` ends at once by what is not to be waited for", async () => {
  const machine = machineOf(() => REFUSED, () => "silent");
  const { result } = await waited(machine, [TARGET, OTHER_TARGET], {
    failOn: ["name-not-found", "server-stopped"],
  });
  assertEquals(result.ended, "failed");
  assertEquals(result.targets.map(({ failed }) => failed), [true, false]);
  assert(result.elapsedMs < 100, `${result.elapsedMs} ms`);
});

Deno.test("`waitWith()` goes on when only some fail and any will do", async () => {
  const machine = machineOf(() => REFUSED, from(2500));
  const { result } = await waited(machine, [TARGET, OTHER_TARGET], {
    any: true,
    failOn: ["server-stopped"],
    intervalMs: 5000,
  });
  assertEquals([result.ended, result.targets.length], ["failed", 2]);
  const patient = machineOf(
    () => REFUSED,
    (nowMs) => nowMs < 2500 ? HANGS : ANSWERS,
  );
  const { result: other } = await waited(patient, [TARGET, OTHER_TARGET], {
    any: true,
    failOn: ["server-stopped"],
  });
  assertEquals(other.ended, "ready");
});

Deno.test("`waitWith()` does not wait for a permission", async () => {
  const permission = "--allow-net=203.0.113.7:80";
  const machine = machineOf(() => ioError("not-permitted", { permission }));
  const { result, said } = await waited(machine, [TARGET]);
  assertEquals(result.ended, "failed");
  assertEquals(said, [`0s needs ${permission}`]);
});

Deno.test("`waitWith()` ends with the signal's reason, and leaves nothing", async () => {
  for (const atMs of [0, 10, 500, 1500]) {
    const machine = machineOf(() => "silent", () => REFUSED);
    const controller = new AbortController();
    const { clock } = machine.io;
    const never = new AbortController().signal;
    clock.sleep(atMs, never).then(() => controller.abort(new Error("enough")));
    const { signal } = controller;
    const work = waitWith(machine.io, [TARGET, OTHER_TARGET], { signal });
    await assertRejects(() => clock.run(work), Error, "enough");
    assertNothingLeft(machine);
    assert(clock.monotonicMs() < atMs + 10, `${clock.monotonicMs()} ms`);
  }
});

Deno.test("`waitWith()` ends with the error of whoever listens", async () => {
  const machine = machineOf(() => "silent", () => ANSWERS);
  const work = waitWith(machine.io, [TARGET, OTHER_TARGET], {
    onTry: () => {
      throw new TypeError("not today");
    },
  });
  await assertRejects(() => machine.io.clock.run(work), TypeError, "not today");
  assertNothingLeft(machine);
});

Deno.test("`waitWith()` looks at this host once for all targets", async () => {
  const machine = machineOf(from(0), from(0));
  await waited(machine, [TARGET, OTHER_TARGET, TARGET, OTHER_TARGET]);
  const looks = machine.spawned.filter((line) => line.includes(" addr"));
  assertEquals(looks.length, 1);
});

Deno.test("`waitWith()` leaves names of other systems to a proxy", async () => {
  const machine = new FakeMachine({
    peers: {
      [`${SERVER}:3128`]: [
        { asked: true },
        "HTTP/1.1 200 Connection established\r\n\r\n",
      ],
    },
  });
  const { result } = await waited(machine, ["tcp://a.onion:1"], {
    proxy: `http://${SERVER}:3128`,
  });
  assertEquals(result.ready, true);
});
