import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { addressFamily } from "../../src/model/host.ts";
import {
  findAddresses,
  prefixLengthOf,
  scopeOf,
} from "../../src/wire/address_text.ts";

Deno.test("`findAddresses()` finds addresses between words of any language", () => {
  const table: [string, readonly string[]][] = [
    ["64 bytes from 192.0.2.1: icmp_seq=1", ["192.0.2.1"]],
    ["64 바이트 (192.0.2.1에서): icmp_seq=1", ["192.0.2.1"]],
    ["来自 2001:db8::1: 目标主机不可达", ["2001:db8::1"]],
    ["PING fd00::1(fd00::1) 56 data bytes", ["fd00::1", "fd00::1"]],
    ["16 bytes from fe80::1%en0, hlim=64", ["fe80::1%en0"]],
    ["from fe80::: x, ::1.", ["fe80::", "::1"]],
    ["Redirect (New nexthop: 10.0.0.9)", ["10.0.0.9"]],
    ["add: dead beef: 1:2 999.0.0.1 a192.0.2.1 x::1 :: .", []],
  ];
  for (const [line, addresses] of table) {
    assertEquals(findAddresses(line).map((found) => found.address), addresses);
  }
});

Deno.test("`findAddresses()` tells where an address ends", () => {
  const line = "from 192.0.2.1: more";
  const [found] = findAddresses(line);
  assertEquals(line.slice(found?.end), ": more");
});

Deno.test("`findAddresses()` finds only addresses whatever it is given", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^[0-9a-f:.% ]*$/),
  );
  fc.assert(fc.property(text, (line) => {
    for (const { address, end } of findAddresses(line)) {
      assert(addressFamily(address) !== 0);
      assertEquals(line.slice(end - address.length, end), address);
    }
  }));
});

Deno.test("`scopeOf()` tells how far an address reaches", () => {
  const table = [
    ["127.0.0.1", "host"],
    ["::1", "host"],
    ["169.254.1.2", "link"],
    ["fe80::1%eth0", "link"],
    ["febf::1", "link"],
    ["fec0::1", "global"],
    ["10.0.0.1", "global"],
  ];
  for (const [address = "", scope] of table) {
    assertEquals(scopeOf(address), scope, address);
  }
});

Deno.test("`prefixLengthOf()` refuses what the family does not have", () => {
  assertEquals(prefixLengthOf(24, 4), 24);
  assertEquals(prefixLengthOf("64", 6), 64);
  for (const value of [33, -1, 1.5, "x", undefined]) {
    assertEquals(prefixLengthOf(value, 4), undefined);
  }
  assertEquals(prefixLengthOf(129, 6), undefined);
});
