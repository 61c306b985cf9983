import { assertEquals } from "@std/assert/equals";
import { spareHosts, spareKnocks } from "../../src/app/packet_plan.ts";

Deno.test("`spareHosts()` leaves room for three when one name server is asked", () => {
  assertEquals(spareHosts(0), 8);
  assertEquals(spareHosts(1), 6);
  assertEquals(spareHosts(2), 4);
  assertEquals(spareHosts(3), 2);
});

Deno.test("`spareKnocks()` leaves room for references when they are silent", () => {
  assertEquals([0, 1, 2, 3].map(spareKnocks), [6, 4, 2, 0]);
});
