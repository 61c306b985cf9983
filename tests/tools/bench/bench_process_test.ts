import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { costOf } from "../../../tools/bench/bench_process.ts";

const STATUS = "Name:\tx\nVmPeak:\t  900 kB\nVmRSS:\t  1234 kB\nThreads:\t4\n";

function stat(name: string): string {
  const before = "S 1 2 3 0 -1 4194560 10 20 30 40";
  return `77 (${name}) ${before} 250 50 7 8 20 0 4 0 123 456 789\n`;
}

Deno.test("`costOf()` adds user and system time, of whatever name", () => {
  const cost = { cpuMs: 3000, memoryKib: 1234 };
  assertEquals(costOf(stat("deno"), STATUS), cost);
  assertEquals(costOf(stat("a) S 1 (b"), STATUS), cost);
});

Deno.test("`costOf()` refuses what lacks a figure", () => {
  assertThrows(() => costOf("77 (deno) S 1", STATUS), SyntaxError);
  assertThrows(() => costOf(stat("deno"), "Name:\tx\n"), SyntaxError);
});
