import { assertEquals } from "@std/assert/equals";
import { timesOf } from "../../../tools/lab/times.ts";

Deno.test("`timesOf()` tells the 19th of 20, whatever their order", () => {
  const times = Array.from({ length: 20 }, (_, index) => 20 - index);
  assertEquals(timesOf(times), { medianMs: 10.5, p95Ms: 19, worstMs: 20 });
});

Deno.test("`timesOf()` tells the longest where there are few", () => {
  assertEquals(timesOf([7, 3]), { medianMs: 5, p95Ms: 7, worstMs: 7 });
});

Deno.test("`timesOf()` tells nothing of no time", () => {
  assertEquals(timesOf([]), null);
});
