import { assertEquals } from "@std/assert/equals";
import { broadcastAddress } from "../../src/wire/broadcast_address.ts";

Deno.test("`broadcastAddress()` sets all bits that the mask leaves", () => {
  const cases = [
    ["192.0.2.7", "255.255.255.0", "192.0.2.255"],
    ["10.1.2.3", "255.0.0.0", "10.255.255.255"],
    ["172.16.5.9", "255.255.240.0", "172.16.15.255"],
    ["192.0.2.5", "255.255.255.252", "192.0.2.7"],
    ["127.0.0.1", "255.0.0.0", "127.255.255.255"],
    ["192.0.2.5", "255.255.255.254", undefined],
    ["192.0.2.5", "255.255.255.255", undefined],
    ["192.0.2.5", "0.0.0.0", undefined],
  ] as const;
  for (const [address, mask, expected] of cases) {
    assertEquals(broadcastAddress(address, mask), expected, mask);
  }
});
