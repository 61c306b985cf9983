import { assertEquals } from "@std/assert/equals";
import { assert } from "@std/assert/assert";
import * as fc from "fast-check";
import { scrub } from "../../src/model/scrub.ts";

Deno.test("`scrub()` keeps printable text in any script", () => {
  assertEquals(
    scrub("Zugriff verweigert: Tür 5 — 禁止 🚫"),
    "Zugriff verweigert: Tür 5 — 禁止 🚫",
  );
  assertEquals(scrub(new TextEncoder().encode("grüß 禁")), "grüß 禁");
});

Deno.test("`scrub()` escapes what a terminal would act upon", () => {
  assertEquals(scrub("\x1b[31mred\x1b[0m\x07"), "\\x1b[31mred\\x1b[0m\\x07");
  assertEquals(scrub("\u009b2J"), "\\x9b2J");
  assertEquals(scrub("a\r\nb\tc"), "a\\r\\nb\\tc");
  assertEquals(scrub("\u202egnp.exe"), "\\u{202e}gnp.exe");
  assertEquals(scrub("\u2066x\u2069"), "\\u{2066}x\\u{2069}");
  assertEquals(scrub("\u2028\ud800"), "\\u{2028}\\u{d800}");
  assertEquals(scrub("\u{e0041}"), "\\u{e0041}");
});

Deno.test("`scrub()` shows bytes that are not UTF-8 as hexadecimal", () => {
  assertEquals(
    scrub(new Uint8Array([0x16, 3, 1, 0xff, 0x41])),
    "\\x16\\x03\\x01\\xffA",
  );
});

Deno.test("`scrub()` drops a character that the peer's portion split", () => {
  assertEquals(scrub(new Uint8Array([0x41, 0xc3])), "A");
});

Deno.test("`scrub()` cuts at the bound and says so", () => {
  assertEquals(scrub("abcdef", 4), "abc…");
  assertEquals(scrub("abcd", 4), "abcd");
  assertEquals(scrub("🚫🚫🚫🚫🚫", 4), "🚫🚫🚫…");
});

Deno.test("`scrub()` of anything is printable, bounded and final", () => {
  const anything = fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array());
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 40 }), (it, max) => {
      const once = scrub(it, max);
      assert(!/[\p{C}\p{Zl}\p{Zp}]/u.test(once));
      assert([...once].length <= max);
      assertEquals(scrub(once, max), once);
    }),
  );
});
