import { assertEquals } from "@std/assert/equals";
import { assertGreaterOrEqual } from "@std/assert/greater-or-equal";
import { diagnoseWith } from "../../src/app/diagnose.ts";
import type { Outcome } from "../../src/model/observation.ts";
import { FakeMachine, GATEWAY } from "./fake_machine.ts";

const PROXY = "203.0.113.8";

/** When each fact of a hung proxy was heard, in virtual milliseconds. */
async function heardOfHungProxy(timeoutMs: number) {
  const { io } = new FakeMachine({
    peers: { [`${PROXY}:3128`]: [] },
    alive: [GATEWAY, PROXY],
  });
  const heardAtMs: Partial<Record<Outcome, number>> = {};
  const { verdict } = await io.clock.run(
    diagnoseWith(io, "http://203.0.113.7:80", {
      proxy: `http://${PROXY}:3128`,
      timeoutMs,
      onObservation: ({ outcome }) => {
        heardAtMs[outcome] = io.clock.monotonicMs();
      },
    }),
  );
  assertEquals(verdict?.candidates, ["proxy-hung"]);
  const { "proxy-silent": own = NaN, "tunnel-silent": tunnel = NaN } =
    heardAtMs;
  return { own, tunnel };
}

Deno.test("`converse()` knows that a proxy is mute well before its tunnel is given up", async () => {
  for (const timeoutMs of [400, 560, 2000]) {
    const { own, tunnel } = await heardOfHungProxy(timeoutMs);
    assertGreaterOrEqual(tunnel - own, 90);
  }
});

Deno.test("`converse()` gives a proxy time for its own answer when there is little", async () => {
  const { own, tunnel } = await heardOfHungProxy(180);
  assertGreaterOrEqual(own, 180);
  assertGreaterOrEqual(tunnel, own);
});
