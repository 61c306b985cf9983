import { assertEquals } from "@std/assert/equals";
import { startDetector } from "../../../src/core/detect/detector.ts";
import {
  excuseDelay,
  stallGuardMs,
} from "../../../src/core/detect/late_timer.ts";

const STATE = startDetector({
  rule: "two-stage",
  intervalMs: 1000,
  misses: 3,
  beats: true,
}, 0);

Deno.test("`stallGuardMs()` is a quarter of the interval when that is above 100 ms", () => {
  assertEquals(stallGuardMs(50), 100);
  assertEquals(stallGuardMs(500), 125);
  assertEquals(stallGuardMs(10_000), 2500);
});

Deno.test("`excuseDelay()` changes nothing when the tick is within the guard", () => {
  assertEquals(excuseDelay(STATE, 1250), null);
});

Deno.test("`excuseDelay()` takes the delay off every age when the tick is late", () => {
  const excused = excuseDelay({ ...STATE, suspectAtMs: 900 }, 4000);
  assertEquals(excused, {
    ...STATE,
    nextAtMs: 4000,
    beatAtMs: 4000,
    heardAtMs: 3000,
    suspectAtMs: 3900,
    health: { doubt: 1, sinceMs: 4000 },
  });
});

Deno.test("`excuseDelay()` keeps the time of a beat that is not overdue", () => {
  const excused = excuseDelay({ ...STATE, nextAtMs: 500 }, 900);
  assertEquals(excused?.beatAtMs, 1000);
  assertEquals(excused?.heardAtMs, 400);
});
