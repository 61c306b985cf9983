import { assertEquals } from "@std/assert/equals";
import {
  doubtLess,
  doubtMore,
  HEALTHY,
  stallGuardMs,
} from "../../../src/core/detect/local_health.ts";

Deno.test("stallGuardMs() is a quarter of the interval when that is above 100 ms", () => {
  assertEquals(stallGuardMs(50), 100);
  assertEquals(stallGuardMs(500), 125);
  assertEquals(stallGuardMs(10_000), 2500);
});

Deno.test("doubtMore() stops at the seventh grade", () => {
  let health = HEALTHY;
  for (let sign = 1; sign <= 9; sign++) health = doubtMore(health, sign);
  assertEquals(health, { doubt: 7, sinceMs: 9 });
});

Deno.test("doubtLess() takes one grade off when ten seconds were clean", () => {
  const doubtful = doubtMore(doubtMore(HEALTHY, 0), 5000);
  assertEquals(doubtLess(doubtful, 14_999), doubtful);
  assertEquals(doubtLess(doubtful, 15_000), { doubt: 1, sinceMs: 15_000 });
  assertEquals(doubtLess(doubtful, 90_000).doubt, 0);
});
