import { assertEquals } from "@std/assert/equals";
import { oneLine } from "../../src/wire/printable.ts";

Deno.test("`oneLine()` removes control characters and cuts", () => {
  assertEquals(oneLine(" a\r\n\x1b[31m b\u202e ", 64), "a [31m b");
  assertEquals(oneLine("ab😀c", 3), "ab😀…");
});
