import { assertEquals } from "@std/assert/equals";
import { isServerHello, isTlsRecord } from "../../src/wire/tls_record.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

Deno.test("`isTlsRecord()` knows the four types and the version", () => {
  for (const type of [0x14, 0x15, 0x16, 0x17]) {
    assertEquals(isTlsRecord(bytes(type, 3, 1, 0, 2)), true);
  }
  assertEquals(isTlsRecord(bytes(0x13, 3, 1)), false);
  assertEquals(isTlsRecord(bytes(0x18, 3, 1)), false);
  assertEquals(isTlsRecord(bytes(0x16, 2, 1)), false);
  assertEquals(isTlsRecord(new TextEncoder().encode("HTTP/1.1")), false);
});

Deno.test("`isTlsRecord()` judges as few bytes as there are", () => {
  assertEquals(isTlsRecord(bytes(0x16)), true);
  assertEquals(isTlsRecord(bytes(0x47)), false);
  assertEquals(isTlsRecord(bytes()), false);
});

Deno.test("`isServerHello()` looks into a handshake record", () => {
  assertEquals(isServerHello(bytes(0x16, 3, 3, 0, 80, 2)), true);
  assertEquals(isServerHello(bytes(0x16, 3, 3, 0, 80, 1)), false);
  assertEquals(isServerHello(bytes(0x15, 3, 3, 0, 2, 2)), false);
  assertEquals(isServerHello(bytes(0x16, 3, 3, 0, 80)), false);
});
