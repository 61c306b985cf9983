import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { numberOption } from "../../../tools/bench/number_option.ts";

Deno.test("`numberOption()` takes numbers within the bounds alone", () => {
  assertEquals(numberOption("window", "0.5", 0, 2), 0.5);
  assertEquals(numberOption("window", "2", 0, 2), 2);
  for (const text of ["", "-1", "3", "1e0", "0x1", "Infinity", " 1"]) {
    assertThrows(() => numberOption("window", text, 0, 2), RangeError, text);
  }
});
