import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import { parseByteEscapes } from "../../../src/wire/heartbeat/byte_escapes.ts";
import { anyText, bytesOf, hex } from "./portions.ts";

Deno.test("`parseByteEscapes()` reads text and every escape", () => {
  assertEquals(parseByteEscapes("NOOP\\r\\n"), bytesOf("NOOP\r\n"));
  assertEquals(
    parseByteEscapes("\\t\\0\\x7f\\xFf\\\\n\\012ä\n"),
    hex("09 00 7f ff 5c 6e 00 31 32 c3 a4 0a"),
  );
  assertEquals(parseByteEscapes(""), new Uint8Array());
});

Deno.test("`parseByteEscapes()` names an escape that it does not know", () => {
  for (
    const [text, escape, position] of [
      ["a\\", "\\", 2],
      ["\\q", "\\q", 1],
      ["\\N", "\\N", 1],
      ["ab\\x4", "\\x", 3],
      ["\\xg0", "\\x", 1],
      ["\\X41", "\\X", 1],
      ["\\\\\\", "\\", 3],
      ["\\🚫", "\\🚫", 1],
    ] as const
  ) {
    assertThrows(
      () => parseByteEscapes(text),
      SyntaxError,
      `Cannot read ${JSON.stringify(escape)} at character ${position} as an`,
    );
  }
});

Deno.test("`parseByteEscapes()` reads any bytes written as escapes", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => {
    const text = Array.from(
      bytes,
      (byte) => "\\x" + byte.toString(16).padStart(2, "0"),
    ).join("");
    assertEquals(parseByteEscapes(text), bytes);
  }));
});

Deno.test("`parseByteEscapes()` reads any text without a backslash as it is", () => {
  const text = anyText.map((text) => text.replaceAll("\\", "/"));
  fc.assert(fc.property(text, (text) => {
    assertEquals(parseByteEscapes(text), bytesOf(text));
    assertEquals(
      parseByteEscapes(text.replaceAll("/", "\\\\")),
      bytesOf(text.replaceAll("/", "\\")),
    );
  }));
});

Deno.test("`parseByteEscapes()` reads a very long text", () => {
  assertEquals(parseByteEscapes("x".repeat(1_000_000)).length, 1_000_000);
});
