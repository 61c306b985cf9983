import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { formatDuration, parseDuration } from "../../src/model/duration.ts";

Deno.test("`parseDuration()` returns milliseconds when a unit is given", () => {
  const table: [string, number][] = [
    ["250ms", 250],
    ["2s", 2000],
    ["1.5m", 90_000],
    ["1h", 3_600_000],
    ["0.5ms", 0.5],
  ];
  for (const [text, durationMs] of table) {
    assertEquals(parseDuration(text), durationMs, text);
  }
});

Deno.test("`parseDuration()` refuses when the text is malformed", () => {
  for (const text of ["", "2", "s", "-1s", "1 s", "1e3ms", ".5s", "2S", "1d"]) {
    assertThrows(() => parseDuration(text), SyntaxError, "Cannot read", text);
  }
});

Deno.test("`parseDuration()` refuses when the duration is out of bounds", () => {
  const error = assertThrows(
    () => parseDuration("1h", "--timeout", { minMs: 10, maxMs: 60_000 }),
    RangeError,
  );
  assertEquals(
    error.message,
    'Cannot use --timeout outside 10ms to 1m: current value is "1h"',
  );
});

Deno.test("`formatDuration()` picks the largest unit when it writes", () => {
  const table: [number, string][] = [
    [0.4, "0.4ms"],
    [12.3, "12ms"],
    [2000, "2s"],
    [90_000, "1.5m"],
    [3_600_000, "1h"],
  ];
  for (const [durationMs, text] of table) {
    assertEquals(formatDuration(durationMs), text);
  }
});
