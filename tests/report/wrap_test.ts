import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import * as fc from "fast-check";
import { PLAIN_STYLE } from "../../src/report/style.ts";
import { wrap } from "../../src/report/wrap.ts";

const narrow = { ...PLAIN_STYLE, width: 12 };

Deno.test("`wrap()` breaks between words", () => {
  assertEquals(wrap("one two three four", narrow), ["one two", "three four"]);
  assertEquals(wrap("", narrow), [""]);
});

Deno.test("`wrap()` begins the first line and the others as told", () => {
  assertEquals(wrap("one two three", narrow, "    ", "  - "), [
    "  - one two",
    "    three",
  ]);
});

Deno.test("`wrap()` keeps a word whole that is longer than a line", () => {
  assertEquals(wrap("see http://a.very.long/address now", narrow, "  "), [
    "  see",
    "  http://a.very.long/address",
    "  now",
  ]);
});

Deno.test("`wrap()` folds nothing where lines have no end", () => {
  const endless = { ...PLAIN_STYLE, width: Infinity };
  const text = "word ".repeat(100).trimEnd();
  assertEquals(wrap(text, endless, "  "), [`  ${text}`]);
});

Deno.test("`wrap()` loses no word and overruns by single words alone", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 5, max: 60 }), (list, width) => {
      const lines = wrap(list.join(" "), { ...PLAIN_STYLE, width }, "  ");
      assertEquals(lines.join(" ").trim().split(/ +/), list);
      for (const line of lines) {
        assert(line.length <= width || !line.trim().includes(" "));
      }
    }),
  );
});
