import { assertEquals } from "@std/assert/equals";
import { assertGreater } from "@std/assert/greater";
import type { DetectorOptions } from "../../src/core/detect/detector_state.ts";
import type { LINKS, Span } from "./link.ts";
import { Random } from "./random.ts";
import { EACH_SECOND, TWICE_A_SECOND, watchFor } from "./watch_for.ts";

/** Replays every stall below. */
const SEED = 4578;

/** The process is stopped that often, for 0.2 to 4 s. */
const STALLS = 1000;

/** Each hold-up of a starved process is shorter, and the next one follows. */
const STARVED = 200;

function stops(): readonly Span[] {
  const random = new Random(SEED);
  let toMs = 5000;
  return Array.from({ length: STALLS }, () => {
    const fromMs = toMs + random.between(3000, 20_000);
    toMs = fromMs + random.between(200, 4000);
    return { fromMs, toMs };
  });
}

/** For ten seconds at a time, the process runs a few milliseconds in each. */
function starvation(): readonly Span[] {
  const random = new Random(SEED);
  const spans: Span[] = [];
  let atMs = 5000;
  for (let time = 0; time < STARVED; time++) {
    const overMs = atMs + 10_000;
    while (atMs < overMs) {
      const toMs = atMs + random.between(100, 1500);
      spans.push({ fromMs: atMs, toMs });
      atMs = toMs + random.between(1, 20);
    }
    atMs += random.between(3000, 20_000);
  }
  return spans;
}

function falseOutages(
  link: keyof typeof LINKS,
  detector: DetectorOptions,
  stalls: readonly Span[],
): number {
  const { offline, suspicions, lates } = watchFor({
    link,
    detector,
    seed: SEED,
    forMs: (stalls.at(-1)?.toMs ?? 0) + 20_000,
    stalls,
  });
  console.log(
    `${link}, ${detector.rule}, ${detector.intervalMs} ms: ` +
      `${stalls.length} stalls, ${lates} late ticks, ` +
      `${suspicions} suspicions, ${offline.length} false outages ` +
      `(seed ${SEED})`,
  );
  assertGreater(lates, stalls.length / 4);
  assertEquals(suspicions, 0);
  return offline.length;
}

Deno.test("`onTick()` states no outage in a thousand stops of the process", () => {
  assertEquals(falseOutages("lan", EACH_SECOND, stops()), 0);
  assertEquals(falseOutages("lan", TWICE_A_SECOND, stops()), 0);
  assertEquals(falseOutages("wifi", EACH_SECOND, stops()), 0);
});

Deno.test("`onTick()` states no outage in a thousand stops by the plain rule either", () => {
  const plain = { ...EACH_SECOND, rule: "miss-counter" } as const;
  assertEquals(falseOutages("lan", plain, stops()), 0);
});

Deno.test("`onTick()` states no outage when the process is starved of the processor", () => {
  assertEquals(falseOutages("lan", EACH_SECOND, starvation()), 0);
  assertEquals(falseOutages("lan", TWICE_A_SECOND, starvation()), 0);
});
