import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import {
  addressFamily,
  formatAuthority,
  isLoopbackAddress,
  parseHost,
  parsePort,
} from "../../src/model/host.ts";

Deno.test("`addressFamily()` tells the family when the text is an address", () => {
  const table: [string, 0 | 4 | 6][] = [
    ["10.0.0.1", 4],
    ["010.0.0.1", 0],
    ["1.2.3", 0],
    ["::", 6],
    ["::1", 6],
    ["fe80::1%eth0", 6],
    ["fe80::1%", 0],
    ["1:2:3:4:5:6:7:8", 6],
    ["1:2:3:4:5:6:7::", 6],
    ["1:2:3:4:5:6:7:8::", 0],
    ["1:2:3:4:5:6:7", 0],
    ["::ffff:10.0.0.1", 6],
    ["::ffff:10.0.0.256", 0],
    [":::", 0],
    ["12345::", 0],
    ["example.org", 0],
    ["", 0],
  ];
  for (const [text, family] of table) {
    assertEquals(addressFamily(text), family, text);
  }
});

Deno.test("`isLoopbackAddress()` is true when the address is this host", () => {
  const table: [string, boolean][] = [
    ["127.0.0.1", true],
    ["127.9.9.9", true],
    ["0.0.0.0", true],
    ["::", true],
    ["::1", true],
    ["0:0:0:0:0:0:0:1", true],
    ["::2", false],
    ["10.0.0.1", false],
    ["localhost", false],
  ];
  for (const [address, expected] of table) {
    assertEquals(isLoopbackAddress(address), expected, address);
  }
});

Deno.test("`parseHost()` lowers names and drops the final dot when given", () => {
  assertEquals(parseHost("Example.ORG."), {
    name: "example.org",
    family: 0,
    loopback: false,
  });
  assertEquals(parseHost("localhost").loopback, true);
});

Deno.test("`parseHost()` refuses when the name is only digits and dots", () => {
  assertThrows(() => parseHost("1.2.3"), SyntaxError, "Cannot use host");
});

Deno.test("`parsePort()` refuses when the port is not 1 to 65535", () => {
  assertEquals(parsePort("65535"), 65535);
  for (const text of ["", "0", "65536", "1.5", "+1", " 1", "0x10"]) {
    assertThrows(() => parsePort(text), RangeError, "Cannot use port", text);
  }
});

Deno.test("`formatAuthority()` adds brackets when the host is IPv6", () => {
  assertEquals(formatAuthority("::1", 80), "[::1]:80");
  assertEquals(formatAuthority("a.test", 80), "a.test:80");
});

Deno.test("`parseHost()` refuses when the address is that of many hosts", () => {
  const groups = [
    ...["224.0.0.1", "239.255.255.250", "255.255.255.255"],
    ...["ff02::1", "[ff02::1%25eth0]", "::ffff:224.0.0.1"],
  ];
  for (const text of groups) {
    assertThrows(() => parseHost(text), SyntaxError, "multicast or broadcast");
  }
  for (const text of ["223.255.255.255", "240.0.0.1", "ff::1", "::ff02"]) {
    assertEquals(parseHost(text).name, text);
  }
});

Deno.test("`parseHost()` refuses when a link-local address has no zone", () => {
  assertThrows(() => parseHost("fe80::1"), SyntaxError, "link-local");
  assertEquals(parseHost("fe80::1%eth0").family, 6);
  assertEquals(parseHost("[fe80::1%25eth0]").name, "fe80::1%eth0");
  assertEquals(parseHost("[fe80::1%25]").name, "fe80::1%25");
});
