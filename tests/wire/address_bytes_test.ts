import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import { addressBytes } from "../../src/wire/address_bytes.ts";

function hex(address: string): string {
  return Array.from(
    addressBytes(address),
    (byte) => byte.toString(16).padStart(2, "0"),
  ).join("");
}

Deno.test("`addressBytes()` writes addresses in network order", () => {
  assertEquals(hex("10.9.1.255"), "0a0901ff");
  assertEquals(hex("::"), "0".repeat(32));
  assertEquals(hex("::1"), "0".repeat(31) + "1");
  assertEquals(hex("2001:db8::8:0"), "20010db8000000000000000000080000");
  assertEquals(hex("1:2:3:4:5:6:7:8"), "00010002000300040005000600070008");
  assertEquals(hex("::ffff:192.0.2.1"), "00000000000000000000ffffc0000201");
  assertEquals(hex("fe80::1%eth0"), "fe800000000000000000000000000001");
});

Deno.test("`addressBytes()` refuses a name", () => {
  assertThrows(() => addressBytes("example.org"), SyntaxError, "example.org");
});

Deno.test("`addressBytes()` gives the bytes of any IPv6 address back", () => {
  fc.assert(fc.property(fc.ipV6(), (address) => {
    const again = hex(address).match(/.{4}/g)?.join(":") ?? "";
    assertEquals(hex(again), hex(address));
    assertEquals(
      new URL(`http://[${again}]`).host,
      new URL(`http://[${address}]`).host,
    );
  }));
});
