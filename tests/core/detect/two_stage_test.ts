import { assert } from "@std/assert/assert";
import { assertAlmostEquals } from "@std/assert/almost-equals";
import { assertEquals } from "@std/assert/equals";
import { assertGreater } from "@std/assert/greater";
import {
  onAnswer,
  onHeard,
  onProof,
  onTick,
  startDetector,
} from "../../../src/core/detect/detector.ts";
import type {
  DetectorOptions,
  DetectorState,
} from "../../../src/core/detect/detector_state.ts";
import { answerTimeoutMs } from "../../../src/core/detect/round_trip.ts";
import { confirmationMs } from "../../../src/core/detect/two_stage.ts";
import { answersUntil, follow } from "./follow.ts";

const WATCH: DetectorOptions = {
  rule: "two-stage",
  intervalMs: 1000,
  misses: 3,
  beats: true,
};

/** Answered in 4 ms until then, and never after. */
function silentFrom(untilMs: number, options: DetectorOptions = WATCH) {
  const answersAtMs = answersUntil(untilMs, options.intervalMs, 4);
  return follow({ options, answersAtMs, untilMs: Infinity });
}

Deno.test("`tickTwoStage()` doubts after two intervals and is sure a window later", () => {
  const { said } = silentFrom(20_500);
  assertEquals(said, [
    { atMs: 22_004, misses: 1, last: false },
    { atMs: 23_000, misses: 2, last: false },
    { atMs: 23_004, misses: 2, last: true },
  ]);
});

Deno.test("`tickTwoStage()` finds a silent host dead T + max(T, RTO) + W − U(0, T) after the fault", () => {
  const { lastAtMs = Infinity } = silentFrom(20_500);
  const fromFaultMs = lastAtMs - 20_500;
  const phaseMs = 20_500 - 20_004;
  assertEquals(fromFaultMs, 1000 + 1000 + 1000 - phaseMs);
});

Deno.test("`tickTwoStage()` needs a window of 600 ms when the link is short and clean", () => {
  const { lastAtMs, state } = silentFrom(1_001_500);
  assertEquals(confirmationMs(state), 600);
  assertEquals(lastAtMs, 1_001_004 + 2000 + 600);
});

Deno.test("`tickTwoStage()` ends with the plain rule at 500 ms, where the window is longer", () => {
  const { said, lastAtMs } = silentFrom(20_200, { ...WATCH, intervalMs: 500 });
  assertEquals(said[0], { atMs: 21_004, misses: 1, last: false });
  assertEquals(lastAtMs, 22_000);
});

Deno.test("`tickTwoStage()` waits for an answer that the link may delay, up to three intervals", () => {
  const { said, state } = follow({
    options: WATCH,
    answersAtMs: [1010, 2600, 3010, 4900, 5010],
    untilMs: Infinity,
  });
  const timeoutMs = answerTimeoutMs(state.roundTrip);
  assertGreater(timeoutMs, 1000);
  assertEquals(said[0]?.atMs, 5010 + 1000 + timeoutMs);
  assertEquals(confirmationMs(state), 1500);
  assertEquals(said.at(-1)?.atMs, 5010 + 1000 + timeoutMs + 1500);
});

Deno.test("`tickTwoStage()` takes two intervals for an answer when the time-out is longer", () => {
  const { said } = follow({
    options: { ...WATCH, intervalMs: 400 },
    answersAtMs: [],
    untilMs: Infinity,
  });
  assertEquals(said[0]?.atMs, 400 + 2 * 400);
});

Deno.test("`tickTwoStage()` waits for misses · T + RTO when nobody looks from outside", () => {
  const options = { ...WATCH, sideProbes: false };
  const { lastAtMs = 0 } = silentFrom(60_500, options);
  assertAlmostEquals(lastAtMs, 60_004 + 3000 + 5, 0.1);
});

Deno.test("`onProof()` leaves the verdict to the plain rule when the path is whole", () => {
  let state = suspected();
  state = onProof(state);
  assertEquals(runOut(state).atMs, 24_000);
});

Deno.test("`onProof()` changes nothing when there is no suspicion", () => {
  const state = startDetector(WATCH, 0);
  assertEquals(onProof(state), state);
});

Deno.test("`onAnswer()` ends the suspicion when an answer comes in the window", () => {
  const state = onAnswer(suspected(), 22_900);
  assertEquals(state.suspectAtMs, null);
  assertEquals(runOut(state).atMs, 26_000);
});

Deno.test("`onHeard()` ends the suspicion when the application sends anything", () => {
  const state = onHeard(suspected(), 22_900);
  assertEquals(state.suspectAtMs, null);
  assertEquals(state.count, 0);
});

Deno.test("`onHeard()` changes nothing when a plain rule counts answers alone", () => {
  const options = { ...WATCH, rule: "miss-counter" } as const;
  const state = startDetector(options, 0);
  assertEquals(onHeard(state, 900), state);
});

Deno.test("`tickTwoStage()` is never later than elapsed time when the peer sends the beats", () => {
  const options = { ...WATCH, beats: false, misses: 2 };
  const { said, beatsAtMs } = follow({
    options,
    answersAtMs: [1000, 2000],
    untilMs: Infinity,
  });
  assertEquals(beatsAtMs, []);
  assertEquals(said.at(-1), { atMs: 4000, misses: 2, last: true });
});

Deno.test("`tickTwoStage()` doubts half an interval earlier when the peer sends the beats", () => {
  const options = { ...WATCH, beats: false, intervalMs: 2000 };
  const { said } = follow({
    options,
    answersAtMs: [2000, 4000],
    untilMs: Infinity,
  });
  assertEquals(said, [
    { atMs: 7000, misses: 1, last: false },
    { atMs: 8000, misses: 2, last: false },
    { atMs: 10_000, misses: 3, last: true },
  ]);
});

Deno.test("`tickTwoStage()` knows no round trip when the peer sends the beats", () => {
  const { said } = follow({
    options: { ...WATCH, beats: false },
    answersAtMs: [1000, 2000],
    untilMs: 4000,
  });
  assertEquals(said[0], { atMs: 3500, misses: 1, last: false });
});

/** The detector of a session whose last answer came at 20 004, in doubt. */
function suspected(): DetectorState {
  const { state } = follow({
    options: WATCH,
    answersAtMs: answersUntil(20_500, 1000, 4),
    untilMs: 22_500,
  });
  assert(state.suspectAtMs !== null);
  return state;
}

/** Ticks on time until the peer is dead. */
function runOut(
  state: DetectorState,
): { readonly atMs: number; readonly misses: number } {
  for (let turn = 0; turn < 100; turn++) {
    const atMs = state.nextAtMs ?? Infinity;
    const { state: next, missed } = onTick(state, atMs);
    if (missed?.last === true) return { atMs, misses: missed.misses };
    state = next;
  }
  throw new RangeError("Cannot run out as the peer is never found dead");
}
