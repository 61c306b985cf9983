import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { timeMarks } from "../../src/report/time_axis.ts";

const START_MS = Date.parse("2026-11-20T19:00:10.250Z");

Deno.test("`timeMarks()` stand at round times, as exact as they are near", () => {
  const rows: readonly (readonly [number, readonly string[]])[] = [
    [500, ["19:00:10.3", "19:00:10.4", "19:00:10.5", "19:00:10.6"]],
    [60_000, ["19:00:20", "19:00:30", "19:00:40", "19:00:50"]],
    [3_600_000, ["19:10", "19:20", "19:30", "19:40"]],
    [7 * 86_400_000, ["2026-11-21", "2026-11-22"]],
  ];
  for (const [spanMs, first] of rows) {
    const labels = timeMarks(START_MS, START_MS + spanMs)
      .map(({ label }) => label);
    assertEquals(labels.slice(0, first.length), first);
  }
});

Deno.test("`timeMarks()` are few and within, however long it takes", () => {
  for (let spanMs = 1; spanMs < 1e13; spanMs *= 1.7) {
    const marks = timeMarks(START_MS, START_MS + spanMs);
    assert(marks.length <= 8, `${spanMs}`);
    for (const { atMs } of marks) {
      assert(atMs >= START_MS && atMs <= START_MS + spanMs);
    }
    assert(spanMs < 200 || marks.length > 0, `${spanMs}`);
  }
});
