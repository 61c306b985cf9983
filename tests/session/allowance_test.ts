import { assertEquals } from "@std/assert/equals";
import { Allowance } from "../../src/session/allowance.ts";

Deno.test("`take()` waits for what was taken too much", () => {
  const allowance = new Allowance(100, 0);
  assertEquals(allowance.take(100, 0), 0);
  assertEquals(allowance.take(1, 0), 10);
  assertEquals(allowance.take(50, 1000), 0);
});

Deno.test("`take()` saves no more than a second's worth", () => {
  const allowance = new Allowance(100, 0);
  assertEquals(allowance.take(150, 60_000), 500);
});
