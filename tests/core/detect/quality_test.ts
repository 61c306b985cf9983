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

Deno.test("`onRoundTrip()` takes three slow windows for degraded", () => {
  const well = feed(UNKNOWN_QUALITY, 50, 10);
  assertEquals(well.degraded, false);
  assertEquals(feed(well, 29, 80).degraded, false);
  assertEquals(feed(well, 30, 80).degraded, true);
});

Deno.test("`onRoundTrip()` takes a session for well after five good windows", () => {
  const bad = feed(feed(UNKNOWN_QUALITY, 10, 10), 30, 80);
  assertEquals(feed(bad, 49, 10).degraded, true);
  assertEquals(feed(bad, 50, 10).degraded, false);
});

Deno.test("`onRoundTrip()` takes jitter of a quarter interval for degraded", () => {
  assertEquals(feed(UNKNOWN_QUALITY, 30, 100, 351).degraded, true);
  assertEquals(feed(UNKNOWN_QUALITY, 30, 100, 340).degraded, false);
});

Deno.test("`onRoundTrip()` says nothing of a millisecond more on a LAN", () => {
  assertEquals(feed(feed(UNKNOWN_QUALITY, 10, 0.2), 60, 5).degraded, false);
});

Deno.test("`onRoundTrip()` forgives a spike", () => {
  const spiked = feed(feed(UNKNOWN_QUALITY, 10, 10), 20, 500);
  assertEquals(feed(feed(spiked, 10, 10), 20, 500).degraded, false);
});

/** Windows of ten with so many answers as late as after a lost packet. */
function windows(quality: Quality, ...late: readonly number[]): Quality {
  return late.reduce(
    (next, count) => feed(feed(next, count, 214), 10 - count, 10),
    quality,
  );
}

Deno.test("`onRoundTrip()` takes late answers in three windows for loss", () => {
  assertEquals(windows(UNKNOWN_QUALITY, 2, 0, 2, 0).degraded, false);
  assertEquals(windows(UNKNOWN_QUALITY, 2, 0, 2, 0, 0, 1).degraded, true);
  assertEquals(windows(UNKNOWN_QUALITY, 1, 1, 1, 1).degraded, false);
});

Deno.test("`onRoundTrip()` takes one burst of loss for none", () => {
  assertEquals(windows(UNKNOWN_QUALITY, 0, 4, 4, 0, 0, 0).degraded, false);
});

Deno.test("`onRoundTrip()` forgets losses after a hundred answers", () => {
  const seldom = [2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1];
  assertEquals(windows(UNKNOWN_QUALITY, ...seldom).degraded, false);
});

Deno.test("`onRoundTrip()` ends a loss after five windows without", () => {
  const lossy = windows(UNKNOWN_QUALITY, 2, 2, 2);
  assertEquals(lossy.degraded, true);
  assertEquals(windows(lossy, 0, 0, 0, 0).degraded, true);
  assertEquals(windows(lossy, 0, 0, 0, 0, 0).degraded, false);
  assertEquals(windows(lossy, 0, 0, 0, 0, 0, 0, 1).degraded, false);
});

Deno.test("`onRoundTrip()` takes a way that is long for no loss", () => {
  assertEquals(feed(UNKNOWN_QUALITY, 100, 600).lossy, false);
});
