import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import {
  forgetAges,
  onAnswer,
  onBeat,
  onTick,
  startDetector,
} from "../../../src/core/detect/detector.ts";
import type {
  DetectorOptions,
  DetectorRule,
} from "../../../src/core/detect/detector_state.ts";
import { confirmationMs } from "../../../src/core/detect/two_stage.ts";
import { answersUntil, follow } from "./follow.ts";

const WATCH: DetectorOptions = {
  rule: "two-stage",
  intervalMs: 1000,
  misses: 3,
  beats: true,
};

const RULES: readonly DetectorRule[] = [
  "miss-counter",
  "credit",
  "elapsed",
  "two-stage",
];

Deno.test("`startDetector()` refuses an interval that is not above 0", () => {
  for (const intervalMs of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => startDetector({ ...WATCH, intervalMs }, 0),
      RangeError,
      `'intervalMs' must be above 0: current value is ${intervalMs}`,
    );
  }
});

Deno.test("`startDetector()` refuses misses that are no whole number from 1 on", () => {
  for (const misses of [0, -3, 1.5, NaN]) {
    assertThrows(
      () => startDetector({ ...WATCH, misses }, 0),
      RangeError,
      `a whole number from 1 on: current value is ${misses}`,
    );
  }
});

Deno.test("`onTick()` gives the sockets a turn before it says the last miss, by every rule", () => {
  for (const rule of RULES) {
    let state = startDetector({ ...WATCH, rule }, 0);
    let turns = 0;
    let atMs = 0;
    for (let last = false; !last;) {
      const dueMs = state.nextAtMs ?? Infinity;
      turns = dueMs === atMs ? turns + 1 : 0;
      atMs = dueMs;
      const tick = onTick(state, atMs);
      state = tick.state;
      last = tick.missed?.last ?? false;
    }
    assertEquals(turns, 1, rule);
    assertEquals(state.nextAtMs, null, rule);
  }
});

Deno.test("`onTick()` takes the last miss back when the turn brings the answer, by every rule", () => {
  for (const rule of RULES) {
    const options = { ...WATCH, rule };
    const alone = follow({ options, answersAtMs: [], untilMs: Infinity });
    const lastAtMs = alone.lastAtMs ?? 0;
    const { said } = follow({
      options,
      answersAtMs: [lastAtMs],
      untilMs: lastAtMs + 900,
    });
    assertEquals(said.filter(({ last }) => last), [], rule);
  }
});

Deno.test("`onTick()` judges nothing when the process was stopped and the answer waits", () => {
  for (const rule of RULES) {
    const { said, lateAtMs } = follow({
      options: { ...WATCH, rule },
      answersAtMs: [
        ...answersUntil(10_000, 1000, 4),
        ...answersUntil(50_000, 1000, 4).map((atMs) => 12_700 + atMs),
      ],
      stalls: [{ fromMs: 9500, toMs: 13_700 }],
      untilMs: 50_000,
    });
    assertEquals(said, [], rule);
    assertEquals(lateAtMs, [13_700], rule);
  }
});

Deno.test("`onTick()` is silent about being late when it is late by less than the guard", () => {
  const { lateAtMs, beatsAtMs } = follow({
    options: WATCH,
    answersAtMs: [1004, 2254, 3004],
    stalls: [{ fromMs: 1900, toMs: 2250 }],
    untilMs: 3500,
  });
  assertEquals(lateAtMs, []);
  assertEquals(beatsAtMs, [1000, 2250, 3000]);
});

Deno.test("`onTick()` grows patient when this process was late, and forgets it with time", () => {
  let state = startDetector(WATCH, 0);
  state = onTick(state, 5000).state;
  assertEquals(state.health.doubt, 1);
  assertEquals(confirmationMs(state), 2000);
  state = onTick(state, 5000).state;
  for (let atMs = 6000; atMs <= 15_000; atMs += 1000) {
    state = onAnswer(onTick(state, atMs).state, atMs);
  }
  assertEquals(state.health.doubt, 0);
  assertEquals(confirmationMs(state), 1000);
});

Deno.test("`onTick()` doubts itself when a suspicion is refuted at once", () => {
  const { state } = follow({
    options: WATCH,
    answersAtMs: [1004, 3009],
    untilMs: 3500,
  });
  assertEquals(state.health.doubt, 1);
});

Deno.test("`onTick()` is due no more when the peer was found dead, until it answers", () => {
  const { state } = follow({
    options: WATCH,
    answersAtMs: [],
    untilMs: Infinity,
  });
  assertEquals(state.nextAtMs, null);
  assertEquals(onTick(state, 9000).missed, null);
  const revived = onAnswer(state, 9000);
  assertEquals(revived.nextAtMs, 10_000);
  assertEquals(revived.count, 0);
});

Deno.test("`onTick()` changes nothing when it comes before its time", () => {
  for (const rule of RULES) {
    const state = startDetector({ ...WATCH, rule }, 0);
    const tick = onTick(state, 400);
    assertEquals(tick.beat, false, rule);
    assertEquals(tick.missed, null, rule);
    assertEquals(tick.state.beatAtMs, state.beatAtMs, rule);
  }
});

Deno.test("`onTick()` keeps the beats on their grid when ticks are a little late", () => {
  let state = startDetector(WATCH, 0);
  for (let beat = 1; beat <= 50; beat++) {
    const atMs = beat * 1000 + 90;
    state = onAnswer(onTick(state, atMs).state, atMs);
  }
  assertEquals(state.beatAtMs, 51_000);
});

Deno.test("`forgetAges()` counts from now and keeps what was learnt of the link", () => {
  let state = onAnswer(onBeat(startDetector(WATCH, 0), 1000), 1040);
  state = forgetAges(onBeat(state, 2000), 90_000);
  assertEquals(state.roundTrip.smoothedMs, 40);
  assertEquals(state.roundTrip.waiting, []);
  assertEquals(state.nextAtMs, 91_000);
  assertEquals(onTick(state, 91_000).missed, null);
});

Deno.test("`forgetAges()` revives a detector that had found the peer dead", () => {
  const dead = follow({ options: WATCH, answersAtMs: [], untilMs: Infinity });
  const state = forgetAges(dead.state, 9000);
  const { lastAtMs } = follow({
    options: WATCH,
    from: state,
    answersAtMs: [],
    untilMs: Infinity,
  });
  assertEquals(lastAtMs, 9000 + 3000);
});
