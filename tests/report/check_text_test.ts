import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { checkText } from "../../src/report/check_text.ts";
import { MIXED, ONE } from "./check_samples.ts";
import { UNICODE } from "./samples.ts";

Deno.test("`checkText()` tells root causes first, then who failed", () => {
  const text = checkText(MIXED, { style: UNICODE, detail: "normal" });
  const paragraphs = text.split("\n\n");
  assertEquals(
    paragraphs[0],
    `✗ The proxy is not running; its machine is alive [proxy-stopped]
  proxy 10.9.1.5:3128 breaks 2 targets: shop, mail
  The machine refused the connection: nothing serves this port.
  Next: Start the proxy, and check the port that it listens on.`,
  );
  assertEquals(paragraphs.slice(1, 4).map((words) => words.split(" ")[0]), [
    "?",
    "~",
    "?",
  ]);
  assertEquals(paragraphs.at(-2)?.split("\n").slice(0, 4), [
    "Failed:",
    "  ✗ shop: The proxy is not running; its machine is alive",
    "  ✗ mail: The proxy is not running; its machine is alive",
    "  ✗ slow: It answered after 12ms; at most 10ms was expected",
  ]);
  assertEquals(
    paragraphs.at(-1),
    "✗ 6 of 7 targets failed, 4 causes (1.23s)\n",
  );
});

Deno.test("`checkText()` says in one line that all is well", () => {
  assertEquals(
    checkText(ONE, { style: UNICODE, detail: "normal" }),
    "✓ 1 target is as expected (1.23s)\n",
  );
});

Deno.test("`checkText()` shows what passed only where all is asked for", () => {
  const all = checkText(MIXED, { style: UNICODE, detail: "verbose" });
  assert(all.includes("  ✓ web: 12ms\n"));
  const few = checkText(MIXED, { style: UNICODE, detail: "quiet" });
  assertEquals(few.trimEnd().split("\n").length, 5);
});
