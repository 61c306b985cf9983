import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { costIn } from "../../../tools/bench/check_cost.ts";

Deno.test("`costIn()` reads the figures behind the errors of the command", () => {
  assertEquals(costIn("a warning\n103.8 1.3 1700\n"), {
    wallMs: 103.8,
    cpuMs: 1.3,
    memoryKib: 1700,
  });
});

Deno.test("`costIn()` refuses what are no figures", () => {
  for (const text of ["", "killed", "1 2"]) {
    assertThrows(() => costIn(text), SyntaxError, "Cannot read the cost", text);
  }
});
