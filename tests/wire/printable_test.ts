import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { oneLine, printable } from "../../src/wire/printable.ts";

Deno.test("`printable()` escapes what a terminal could obey", () => {
  const bytes = Uint8Array.of(0x41, 0x5c, 0x0d, 0x0a, 0x09, 0x1b, 0xff);
  assertEquals(printable(bytes, 64), "A\\\\\\r\\n\\t\\x1b\\xff");
});

Deno.test("`printable()` marks what it cut", () => {
  assertEquals(printable(Uint8Array.of(0x41, 0x42), 1), "A…");
});

Deno.test("`printable()` gives printable ASCII for any bytes", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => {
    assertEquals(/^[ -~]*$/.test(printable(bytes, bytes.length)), true);
  }));
});

Deno.test("`oneLine()` removes control characters and cuts", () => {
  assertEquals(oneLine(" a\r\n\x1b[31m b\u202e ", 64), "a [31m b");
  assertEquals(oneLine("ab😀c", 3), "ab😀…");
});
