import { assertEquals } from "@std/assert/equals";
import { asciiOnly } from "../../../tools/dx/ascii_only.ts";

Deno.test("`asciiOnly()` spells what is beyond ASCII by its number", () => {
  assertEquals(asciiOnly("/…$/; // §"), "/\\u2026$/; // \\u00a7");
});

Deno.test("`asciiOnly()` keeps what an expression matches", () => {
  const match = new Function(
    "text",
    asciiOnly('return /^["…🙂]+$/.test(text)'),
  );
  assertEquals(match("…🙂"), true);
  assertEquals(match("a"), false);
});
