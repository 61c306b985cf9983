import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import type { DetectorOptions } from "../../../src/core/detect/detector_state.ts";
import { follow } from "./follow.ts";

const TEXT: DetectorOptions = {
  rule: "miss-counter",
  intervalMs: 500,
  misses: 3,
  beats: true,
};

/** Fixed, so that a failure is the same on every machine. */
const SEED = 4578;

Deno.test("`tickMissCounter()` sends a beat on each tick and is dead at the fourth", () => {
  const { beatsAtMs, said } = follow({
    options: TEXT,
    answersAtMs: [],
    untilMs: 9000,
  });
  assertEquals(beatsAtMs, [500, 1000, 1500]);
  assertEquals(said, [
    { atMs: 1000, misses: 1, last: false },
    { atMs: 1500, misses: 2, last: false },
    { atMs: 2000, misses: 3, last: true },
  ]);
});

Deno.test("`tickMissCounter()` counts from 0 when an answer comes", () => {
  const { beatsAtMs, lastAtMs } = follow({
    options: TEXT,
    answersAtMs: [1900],
    untilMs: 9000,
  });
  assertEquals(beatsAtMs, [500, 1000, 1500, 2000, 2500, 3000]);
  assertEquals(lastAtMs, 3500);
});

Deno.test("`tickMissCounter()` stays silent when each beat is answered", () => {
  const answersAtMs = [520, 1020, 1520, 2020, 2520];
  const { said } = follow({ options: TEXT, answersAtMs, untilMs: 3000 });
  assertEquals(said, []);
});

Deno.test("`tickMissCounter()` asks for no beat when the peer sends them", () => {
  const options = { ...TEXT, beats: false };
  const { beatsAtMs, lastAtMs } = follow({
    options,
    answersAtMs: [],
    untilMs: 9000,
  });
  assertEquals(beatsAtMs, []);
  assertEquals(lastAtMs, 2000);
});

Deno.test("`tickMissCounter()` is dead between misses and misses + 1 intervals after the last answer", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 60_000 }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (misses, intervalMs, answered) => {
        const answeredMs = answered * intervalMs;
        const { lastAtMs = Infinity } = follow({
          options: { ...TEXT, misses, intervalMs },
          answersAtMs: answersInEach(answeredMs, intervalMs),
          untilMs: Infinity,
        });
        const tookMs = lastAtMs - answeredMs;
        return tookMs >= misses * intervalMs - 1e-6 &&
          tookMs <= (misses + 1) * intervalMs + 1e-6;
      },
    ),
    { seed: SEED },
  );
});

/** One answer in each interval, so that no rule ends the session earlier. */
function answersInEach(lastMs: number, intervalMs: number): readonly number[] {
  const before = Math.floor(lastMs / intervalMs);
  return [
    ...Array.from({ length: before }, (_, index) => index * intervalMs),
    lastMs,
  ];
}
