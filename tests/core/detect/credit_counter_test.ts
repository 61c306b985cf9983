import { assertEquals } from "@std/assert/equals";
import { assertGreater } from "@std/assert/greater";
import { assertLessOrEqual } from "@std/assert/less-or-equal";
import type { DetectorOptions } from "../../../src/core/detect/detector_state.ts";
import { answersUntil, follow } from "./follow.ts";

const JSON_SERVER: DetectorOptions = {
  rule: "credit",
  intervalMs: 2000,
  misses: 5,
  beats: true,
};

Deno.test("`tickCredit()` sends five beats on credit and is dead at the sixth tick", () => {
  const { beatsAtMs, lastAtMs } = follow({
    options: JSON_SERVER,
    answersAtMs: [],
    untilMs: 60_000,
  });
  assertEquals(beatsAtMs, [2000, 4000, 6000, 8000, 10_000]);
  assertEquals(lastAtMs, 12_000);
});

Deno.test("`tickCredit()` is dead 5 to 6 intervals after the last answer", () => {
  for (let delayMs = 1; delayMs <= 2000; delayMs += 37) {
    const answersAtMs = answersUntil(20_000, 2000, delayMs);
    const answeredMs = answersAtMs.at(-1) ?? 0;
    const { lastAtMs = Infinity } = follow({
      options: JSON_SERVER,
      answersAtMs,
      untilMs: 60_000,
    });
    assertGreater(lastAtMs - answeredMs, 5 * 2000 - 1);
    assertLessOrEqual(lastAtMs - answeredMs, 6 * 2000);
  }
});

Deno.test("`giveCreditBack()` keeps the start value when a client floods answers", () => {
  const flood = Array.from({ length: 1000 }, (_, index) => 2001 + index);
  const { lastAtMs } = follow({
    options: JSON_SERVER,
    answersAtMs: flood,
    untilMs: 60_000,
  });
  assertEquals(lastAtMs, 14_000);
});

Deno.test("`giveCreditBack()` gives one credit for one answer, not all of it", () => {
  const { lastAtMs, said } = follow({
    options: JSON_SERVER,
    answersAtMs: [9000],
    untilMs: 60_000,
  });
  assertEquals(said.map(({ misses }) => misses), [1, 2, 3, 3, 4, 5]);
  assertEquals(lastAtMs, 14_000);
});
