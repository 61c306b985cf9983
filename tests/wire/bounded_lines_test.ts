import { assertEquals } from "@std/assert/equals";
import { MAX_SUBPROCESS_OUTPUT_BYTES } from "../../src/model/limits.ts";
import { boundedLines } from "../../src/wire/bounded_lines.ts";

Deno.test("`boundedLines()` takes both kinds of line ends", () => {
  assertEquals(boundedLines("a\r\nb\nc"), ["a", "b", "c"]);
});

Deno.test("`boundedLines()` drops the line that its bound tears", () => {
  assertEquals(boundedLines("abc\ndef", 5), ["abc"]);
  assertEquals(boundedLines("abc\ndef", 7), ["abc", "def"]);
  const long = "a\n".repeat(MAX_SUBPROCESS_OUTPUT_BYTES);
  assertEquals(boundedLines(long).length, MAX_SUBPROCESS_OUTPUT_BYTES / 2);
});
