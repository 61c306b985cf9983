import { assertEquals } from "@std/assert/equals";
import {
  doubtLess,
  doubtMore,
  HEALTHY,
} from "../../../src/core/detect/local_health.ts";

Deno.test("`doubtMore()` stops at the seventh grade", () => {
  let health = HEALTHY;
  for (let sign = 1; sign <= 9; sign++) health = doubtMore(health, sign);
  assertEquals(health, { doubt: 7, sinceMs: 9 });
});

Deno.test("`doubtLess()` takes one grade off when ten seconds were clean", () => {
  const doubtful = doubtMore(doubtMore(HEALTHY, 0), 5000);
  assertEquals(doubtLess(doubtful, 14_999), doubtful);
  assertEquals(doubtLess(doubtful, 15_000), { doubt: 1, sinceMs: 15_000 });
  assertEquals(doubtLess(doubtful, 90_000).doubt, 0);
});
