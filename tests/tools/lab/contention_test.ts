import { assertEquals } from "@std/assert/equals";
import { contentionOf, isStarved } from "../../../tools/lab/contention.ts";

Deno.test("isStarved() holds where somebody waits most of the time", () => {
  assertEquals(isStarved(contentionOf(1600, 2000)), true);
  assertEquals(isStarved(contentionOf(800, 2000)), false);
});

Deno.test("isStarved() does not hold for a short look of several processes", () => {
  assertEquals(isStarved(contentionOf(70, 80)), false);
});

Deno.test("contentionOf() has no share where no time passed", () => {
  assertEquals(contentionOf(0, 0), { waitedMs: 0, share: 0 });
});
