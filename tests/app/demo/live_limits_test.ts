import { assertEquals } from "@std/assert/equals";
import { liveLimits } from "../../../src/app/demo/live_limits.ts";

const ASKED = { misses: 3, beatsFrom: "client" } as const;
const UNASKED = { misses: 3, beatsFrom: "server" } as const;

Deno.test("`liveLimits()` allows an end of the stream 200 ms", () => {
  assertEquals(liveLimits("end", ASKED).namedMs, 200);
  assertEquals(liveLimits("end", UNASKED).namedMs, 200);
});

Deno.test("`liveLimits()` allows a silence what the plain rule takes", () => {
  const asked = liveLimits("silence", ASKED);
  assertEquals(asked.namedMs, 4 * asked.intervalMs + 100);
  assertEquals(asked.misses, undefined);
  const two = liveLimits("silence", { ...ASKED, misses: 2 });
  assertEquals(two.namedMs, 3 * two.intervalMs + 100);
  const unasked = liveLimits("silence", UNASKED);
  assertEquals(unasked.namedMs, 3 * unasked.intervalMs + 100);
  assertEquals(unasked.misses, undefined);
});

Deno.test("`liveLimits()` allows a recovery a second and first beats", () => {
  assertEquals(liveLimits("end", ASKED).backMs, 1000);
  const { intervalMs, backMs } = liveLimits("end", UNASKED);
  assertEquals(backMs, 1000 + 2 * intervalMs);
});
