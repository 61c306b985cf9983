import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertNotEquals } from "@std/assert/not-equals";
import {
  drawStalls,
  FREE_MS,
  STALL_MS,
} from "../../../tools/bench/stalls_plan.ts";

Deno.test("`drawStalls()` replays to the same stalls with the same seed", () => {
  assertEquals(drawStalls(7, 20), drawStalls(7, 20));
  assertNotEquals(drawStalls(7, 20), drawStalls(8, 20));
});

Deno.test("`drawStalls()` covers its bounds and keeps within them", () => {
  const stalls = drawStalls(1, 1000);
  const held = stalls.map(({ heldMs }) => heldMs);
  const free = stalls.map(({ freeMs }) => freeMs);
  for (const [drawn, bounds] of [[held, STALL_MS], [free, FREE_MS]] as const) {
    const spread = bounds.most - bounds.least;
    const [least, most] = [Math.min(...drawn), Math.max(...drawn)];
    assert(least >= bounds.least && least < bounds.least + spread / 50);
    assert(most <= bounds.most && most > bounds.most - spread / 50);
  }
});
