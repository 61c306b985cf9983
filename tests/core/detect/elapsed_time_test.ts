import { assertEquals } from "@std/assert/equals";
import type { DetectorOptions } from "../../../src/core/detect/detector_state.ts";
import { follow } from "./follow.ts";

const WS_SERVER: DetectorOptions = {
  rule: "elapsed",
  intervalMs: 10_000,
  misses: 2,
  beats: false,
};

Deno.test("`tickElapsed()` is dead when more than two intervals passed since the last beat", () => {
  for (const lastMs of [3, 4567.891, 9999.5, 10_000]) {
    const { lastAtMs } = follow({
      options: WS_SERVER,
      answersAtMs: [lastMs],
      untilMs: 90_000,
    });
    assertEquals(lastAtMs, lastMs + 20_001);
  }
});

Deno.test("`tickElapsed()` lets a beat live that comes after exactly two intervals", () => {
  const { lastAtMs } = follow({
    options: WS_SERVER,
    answersAtMs: [20_000],
    untilMs: 40_000,
  });
  assertEquals(lastAtMs, undefined);
});

Deno.test("`tickElapsed()` tells each beat that is half an interval overdue, once", () => {
  const { said, beatsAtMs } = follow({
    options: { ...WS_SERVER, intervalMs: 2000, misses: 4 },
    answersAtMs: [2000.1, 4000.1],
    untilMs: 90_000,
  });
  assertEquals(said, [
    { atMs: 7000.1, misses: 1, last: false },
    { atMs: 9000.1, misses: 2, last: false },
    { atMs: 11_000.1, misses: 3, last: false },
    { atMs: 12_001.1, misses: 4, last: true },
  ]);
  assertEquals(beatsAtMs, []);
});
