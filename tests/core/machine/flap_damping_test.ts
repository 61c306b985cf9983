import { assertAlmostEquals } from "@std/assert/almost-equals";
import { assertEquals } from "@std/assert/equals";
import {
  calmDown,
  countOutage,
  decayedPenalty,
} from "../../../src/core/machine/flap_damping.ts";
import { DEFAULT_POLICY } from "../../../src/model/policy.ts";
import type { Flap } from "../../../src/model/state.ts";

function countAll(times: readonly number[]): Flap {
  let flap: Flap = { penalty: 0, atMs: 0, flapping: false };
  for (const atMs of times) flap = countOutage(flap, atMs, DEFAULT_POLICY);
  return flap;
}

function each(periodMs: number): readonly number[] {
  return Array.from({ length: 100 }, (_, index) => index * periodMs);
}

Deno.test("`decayedPenalty()` halves the penalty with each half-life", () => {
  const flap = { penalty: 4, atMs: 1000, flapping: false };
  const rows = [[1000, 4], [61_000, 2], [121_000, 1], [31_000, 2.8284]];
  for (const [atMs = 0, penalty = 0] of rows) {
    const actual = decayedPenalty(flap, atMs, DEFAULT_POLICY);
    assertAlmostEquals(actual, penalty, 0.001);
  }
});

Deno.test("`countOutage()` finds flapping when outages come too often", () => {
  const rows = [
    [[0], false],
    [[0, 1000], false],
    [[0, 15_000, 30_000], true],
    [[0, 20_000, 40_000], false],
    [each(44_000), true],
    [each(45_000), false],
  ] as const;
  for (const [times, flapping] of rows) {
    assertEquals(countAll(times).flapping, flapping, JSON.stringify(times));
  }
});

Deno.test("`countOutage()` keeps flapping when the penalty has decayed", () => {
  const flap = { penalty: 2.5, atMs: 0, flapping: true };
  assertEquals(countOutage(flap, 600_000, DEFAULT_POLICY).flapping, true);
});

Deno.test("`calmDown()` ends flapping 79.3 s after a penalty of 2.5", () => {
  const flap = { penalty: 2.5, atMs: 0, flapping: true };
  assertEquals(calmDown(flap, 79_300, DEFAULT_POLICY).flapping, true);
  assertEquals(calmDown(flap, 79_400, DEFAULT_POLICY).flapping, false);
});
