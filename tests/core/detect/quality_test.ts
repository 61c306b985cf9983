import { assertEquals } from "@std/assert/equals";
import {
  onRoundTrip,
  type Quality,
  UNKNOWN_QUALITY,
} from "../../../src/core/detect/quality.ts";

/** Feeds the same round-trip times again and again. */
function feed(
  quality: Quality,
  count: number,
  ...timesMs: readonly number[]
): Quality {
  let next = quality;
  for (let index = 0; index < count; index++) {
    next = onRoundTrip(next, timesMs[index % timesMs.length] ?? 0, 1000);
  }
  return next;
}

Deno.test("onRoundTrip() takes three slow windows for degraded", () => {
  const well = feed(UNKNOWN_QUALITY, 50, 10);
  assertEquals(well.degraded, false);
  assertEquals(feed(well, 29, 80).degraded, false);
  assertEquals(feed(well, 30, 80).degraded, true);
});

Deno.test("onRoundTrip() takes a session for well after five good windows", () => {
  const bad = feed(feed(UNKNOWN_QUALITY, 10, 10), 30, 80);
  assertEquals(feed(bad, 49, 10).degraded, true);
  assertEquals(feed(bad, 50, 10).degraded, false);
});

Deno.test("onRoundTrip() takes jitter of a quarter interval for degraded", () => {
  assertEquals(feed(UNKNOWN_QUALITY, 30, 100, 351).degraded, true);
  assertEquals(feed(UNKNOWN_QUALITY, 30, 100, 340).degraded, false);
});

Deno.test("onRoundTrip() says nothing of a millisecond more on a LAN", () => {
  assertEquals(feed(feed(UNKNOWN_QUALITY, 10, 0.2), 60, 5).degraded, false);
});

Deno.test("onRoundTrip() forgives a spike", () => {
  const spiked = feed(feed(UNKNOWN_QUALITY, 10, 10), 20, 500);
  assertEquals(feed(feed(spiked, 10, 10), 20, 500).degraded, false);
});
