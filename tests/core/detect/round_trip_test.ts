import { assertAlmostEquals } from "@std/assert/almost-equals";
import { assertEquals } from "@std/assert/equals";
import {
  answerTimeoutMs,
  beatAnswered,
  beatSent,
  forgetWaiting,
  NO_ROUND_TRIP,
  type RoundTrip,
} from "../../../src/core/detect/round_trip.ts";

/** Beats a second apart, answered after that many milliseconds each. */
function measured(samplesMs: readonly number[]): RoundTrip {
  let roundTrip = NO_ROUND_TRIP;
  for (const [index, sampleMs] of samplesMs.entries()) {
    roundTrip = beatSent(roundTrip, index * 1000);
    roundTrip = beatAnswered(roundTrip, index * 1000 + sampleMs);
  }
  return roundTrip;
}

Deno.test("`answerTimeoutMs()` is a second when nothing was measured", () => {
  assertEquals(answerTimeoutMs(NO_ROUND_TRIP), 1000);
});

Deno.test("`answerTimeoutMs()` is R + 4·R/2 when one answer was measured", () => {
  const roundTrip = measured([100]);
  assertEquals(roundTrip.smoothedMs, 100);
  assertEquals(roundTrip.variationMs, 50);
  assertEquals(answerTimeoutMs(roundTrip), 300);
});

Deno.test("`beatAnswered()` smooths as RFC 6298 does when answers follow", () => {
  const roundTrip = measured([100, 180]);
  assertEquals(roundTrip.variationMs, 0.75 * 50 + 0.25 * 80);
  assertEquals(roundTrip.smoothedMs, 0.875 * 100 + 0.125 * 180);
  assertEquals(roundTrip.lastMs, 180);
  assertEquals(answerTimeoutMs(roundTrip), 110 + 4 * 57.5);
});

Deno.test("`answerTimeoutMs()` keeps the clock's grain when answers never vary", () => {
  const roundTrip = measured(new Array<number>(200).fill(4));
  assertAlmostEquals(answerTimeoutMs(roundTrip), 5, 1e-6);
});

Deno.test("`beatAnswered()` matches by number when the peer answers the newest alone", () => {
  let roundTrip = beatSent(beatSent(NO_ROUND_TRIP, 0), 1000);
  roundTrip = beatAnswered(roundTrip, 1010, 2);
  assertEquals(roundTrip.lastMs, 10);
  assertEquals(roundTrip.answered, 2);
  assertEquals(roundTrip.waiting, []);
  assertEquals(beatAnswered(roundTrip, 1020, 1), roundTrip);
});

Deno.test("`beatAnswered()` matches the oldest when answers carry no number", () => {
  let roundTrip = beatSent(beatSent(NO_ROUND_TRIP, 0), 1000);
  roundTrip = beatAnswered(roundTrip, 1400);
  assertEquals(roundTrip.lastMs, 1400);
  roundTrip = beatAnswered(roundTrip, 1400);
  assertEquals(roundTrip.lastMs, 400);
});

Deno.test("`beatAnswered()` ignores an answer that nobody asked for", () => {
  const roundTrip = measured([5]);
  assertEquals(beatAnswered(roundTrip, 2000), roundTrip);
  assertEquals(beatAnswered(roundTrip, 2000, 7), roundTrip);
});

Deno.test("`beatSent()` keeps a bounded number of times when nothing answers", () => {
  let roundTrip = NO_ROUND_TRIP;
  for (let beat = 0; beat < 1000; beat++) {
    roundTrip = beatSent(roundTrip, beat);
  }
  assertEquals(roundTrip.waiting.length, 16);
  assertEquals(roundTrip.waiting[0]?.seq, 985);
  assertEquals(beatAnswered(roundTrip, 2000).lastMs, null);
  assertEquals(beatAnswered(roundTrip, 2000, 1000).lastMs, 1001);
});

Deno.test("`forgetWaiting()` measures nothing of the beats before, and stays in step", () => {
  let roundTrip = forgetWaiting(beatSent(measured([5]), 1000));
  roundTrip = beatSent(roundTrip, 6000);
  roundTrip = beatAnswered(roundTrip, 6001);
  assertEquals(roundTrip.lastMs, 5);
  roundTrip = beatAnswered(roundTrip, 6007);
  assertEquals(roundTrip.lastMs, 7);
});

Deno.test("`beatAnswered()` counts clean answers anew when one came a retransmission late", () => {
  assertEquals(measured([4, 4, 4]).cleanAnswers, 3);
  assertEquals(measured([4, 4, 208, 4]).cleanAnswers, 1);
});
