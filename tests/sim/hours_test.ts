import { assertEquals } from "@std/assert/equals";
import { assertGreater } from "@std/assert/greater";
import { assertLess } from "@std/assert/less";
import { assertLessOrEqual } from "@std/assert/less-or-equal";
import type { LINKS } from "./link.ts";
import { EACH_SECOND, HOUR_MS, watchFor, type WatchPlan } from "./watch_for.ts";

/** Replays every hour below. */
const SEED = 4578;

/** Hours without a fault: each outage that is stated is false. */
function faultless(
  link: keyof typeof LINKS,
  hours: number,
  plan: Pick<WatchPlan, "detector" | "looks"> = { detector: EACH_SECOND },
): number {
  const forMs = hours * HOUR_MS;
  const { offline, suspicions, beats } = watchFor({
    ...plan,
    link,
    seed: SEED,
    forMs,
  });
  console.log(
    `${link}, ${plan.detector.rule}: ${hours} h, ${beats} beats, ${suspicions} suspicions, ` +
      `${offline.length} false outages (seed ${SEED})`,
  );
  assertGreater(beats, hours * 3500);
  return offline.length / hours;
}

Deno.test("`tickTwoStage()` states at most 0.01 false outages an hour when Wi-Fi is watched for a thousand hours", () => {
  assertLessOrEqual(faultless("wifi", 1000), 0.01);
});

Deno.test("`tickTwoStage()` states no false outage when a LAN is watched for 200 hours", () => {
  assertEquals(faultless("lan", 200), 0);
});

Deno.test("`tickTwoStage()` states at most one false outage an hour when a mobile link is watched", () => {
  assertLessOrEqual(faultless("mobile", 200), 1);
});

Deno.test("`tickMissCounter()` states as many false outages on Wi-Fi as in the study of this link", () => {
  const detector = { ...EACH_SECOND, rule: "miss-counter" } as const;
  const rate = faultless("wifi", 300, { detector, looks: false });
  assertGreater(rate, 0.02);
  assertLess(rate, 0.08);
});
