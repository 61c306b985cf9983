import { assertEquals } from "@std/assert/equals";
import { checkWith } from "../../src/app/check.ts";
import type { Io } from "../../src/io/io.ts";
import { FakeMachine, GATEWAY } from "./fake_machine.ts";

/** By how much the clock jumps ahead, in milliseconds: nobody ran meanwhile. */
const STARVED_MS = 1500;

/** A world in which this process is starved at its first connect. */
function starvedOnce({ io }: FakeMachine): Io {
  let lateMs = 0;
  return {
    platform: io.platform,
    clock: {
      monotonicMs: () => io.clock.monotonicMs() + lateMs,
      wallMs: () => io.clock.wallMs() + lateMs,
    },
    random: () => io.random(),
    sleep: (durationMs, signal) => io.sleep(durationMs, signal),
    dial(options) {
      lateMs = STARVED_MS;
      return io.dial(options);
    },
    secure: (channel, options) => io.secure(channel, options),
    exchange: (query, options) => io.exchange(query, options),
    lookup: (name, signal) => io.lookup(name, signal),
    spawn: (program, args, options) => io.spawn(program, args, options),
    readText: (path) => io.readText(path),
  };
}

Deno.test("`checkWith()` asks again those for whom this machine had no time", async () => {
  const machine = new FakeMachine({ alive: [GATEWAY] });
  const found: (string | undefined)[] = [];
  const stood: (string | undefined)[] = [];
  const work = checkWith(starvedOnce(machine), ["203.0.113.9:80"], {
    onFound: ({ diagnosis }) => found.push(diagnosis.verdict?.mode),
    onChecked: ({ diagnosis }) => stood.push(diagnosis.verdict?.mode),
  });
  const { targets } = await machine.io.clock.run(work);
  assertEquals(found, ["observer-overloaded", "server-unreachable"]);
  assertEquals(stood, ["server-unreachable"]);
  assertEquals(targets[0]?.diagnosis.verdict?.mode, "server-unreachable");
  assertEquals([machine.io.clock.sleeping, machine.running], [0, 0]);
});
