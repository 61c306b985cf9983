import { assertEquals } from "@std/assert/equals";
import {
  spareEchoes,
  spareHosts,
  spareKnocks,
} from "../../src/app/packet_plan.ts";

Deno.test("`spareHosts()` leaves room for three when one name server is asked", () => {
  assertEquals(spareHosts(0), 8);
  assertEquals(spareHosts(1), 6);
  assertEquals(spareHosts(2), 4);
  assertEquals(spareHosts(3), 2);
});

Deno.test("`spareKnocks()` leaves room for references when they are silent", () => {
  assertEquals([0, 1, 2, 3].map(spareKnocks), [6, 4, 2, 0]);
});

Deno.test("`spareEchoes()` leaves room for what else is asked when it costs packets", () => {
  const nothing = {
    references: 0,
    silentServers: 0,
    addresses: 0,
    ownAnswers: 0,
    packetsBeside: 0,
  };
  const spare = (beside: Partial<typeof nothing>) =>
    spareEchoes({ ...nothing, ...beside });
  assertEquals(spare({}), 6);
  assertEquals(spare({ references: 3 }), 6);
  assertEquals(spare({ references: 3, packetsBeside: 4 }), 3);
  assertEquals([0, 1, 2, 3].map((silentServers) => spare({ silentServers })), [
    ...[6, 6, 5, 1],
  ]);
  assertEquals(spare({ ownAnswers: 1 }), 3);
  assertEquals(spare({ ownAnswers: 1, addresses: 1 }), 1);
  assertEquals(spare({ ownAnswers: 1, addresses: 2 }), 0);
});
