import { assertLessOrEqual } from "@std/assert/less-or-equal";
import fc from "fast-check";
import type { DetectorOptions } from "../../../src/core/detect/detector_state.ts";
import { type Course, follow, type Stall } from "./follow.ts";

/** Fixed, so that a failure is the same on every machine. */
const SEED = 4578;

const OPTIONS: fc.Arbitrary<DetectorOptions> = fc.record({
  rule: fc.constant("two-stage" as const),
  intervalMs: fc.constantFrom(50, 333.3, 500, 1000, 10_000),
  misses: fc.integer({ min: 1, max: 6 }),
  beats: fc.constant(true),
  sideProbes: fc.boolean(),
});

/** Answers and stalls in units of the interval: any, from none to many. */
const COURSE: fc.Arbitrary<Course> = fc.record({
  options: OPTIONS,
  gaps: fc.array(fc.double({ min: 0, max: 4, noNaN: true })),
  stalls: fc.array(fc.record({
    after: fc.double({ min: 0.1, max: 5, noNaN: true }),
    length: fc.double({ min: 0.01, max: 5, noNaN: true }),
  })),
}).map(({ options, gaps, stalls }) => ({
  options,
  answersAtMs: timesOf(gaps, options.intervalMs),
  stalls: stallsOf(stalls, options.intervalMs),
  untilMs: Infinity,
}));

Deno.test("`tickTwoStage()` is never later than the plain rule of the same numbers, whatever happens", () => {
  fc.assert(
    fc.property(COURSE, (course) => {
      const plain = { ...course.options, rule: "miss-counter" } as const;
      const { lastAtMs = Infinity } = follow({ ...course, options: plain });
      const early = follow(course).lastAtMs ?? Infinity;
      assertLessOrEqual(early, lastAtMs);
    }),
    { seed: SEED, numRuns: 2000 },
  );
});

Deno.test("`onTick()` tells misses that never fall until an answer comes, and ends by one that is last", () => {
  fc.assert(
    fc.property(COURSE, (course) => {
      const { said } = follow({ ...course, answersAtMs: [] });
      const misses = said.map((news) => news.misses);
      return misses.every((count, index) =>
        count >= (misses[index - 1] ?? 1)
      ) &&
        said.findIndex(({ last }) => last) === said.length - 1;
    }),
    { seed: SEED },
  );
});

function timesOf(gaps: readonly number[], intervalMs: number): number[] {
  let atMs = 0;
  return gaps.map((gap) => atMs += gap * intervalMs);
}

function stallsOf(
  stalls: readonly { readonly after: number; readonly length: number }[],
  intervalMs: number,
): Stall[] {
  let atMs = 0;
  return stalls.map(({ after, length }) => {
    const fromMs = atMs + after * intervalMs;
    atMs = fromMs + length * intervalMs;
    return { fromMs, toMs: atMs };
  });
}
