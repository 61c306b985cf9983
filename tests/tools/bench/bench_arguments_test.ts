import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { usageAsked } from "../../../tools/bench/bench_arguments.ts";

const OPTIONS = { rounds: "COUNT", write: "FILE" };

Deno.test("`usageAsked()` gives the usage where it is asked for", () => {
  const usage = "Options:\n  --rounds COUNT\n  --write FILE\n  --help";
  assertEquals(usageAsked(["--help"], OPTIONS), usage);
  assertEquals(usageAsked(["--rounds", "1", "-h"], OPTIONS), usage);
});

Deno.test("`usageAsked()` lets pass what the bench has", () => {
  for (const args of [[], ["--rounds", "3"], ["--rounds=3", "--write=a"]]) {
    assertEquals(usageAsked(args, OPTIONS), undefined);
  }
});

Deno.test("`usageAsked()` refuses what the bench does not have", () => {
  for (const args of [["--round=3"], ["3"], ["-x"], ["--rounds", "3", "4"]]) {
    assertThrows(() => usageAsked(args, OPTIONS), RangeError, "Cannot use");
  }
  const words = "Cannot use --write without FILE";
  assertThrows(() => usageAsked(["--write"], OPTIONS), RangeError, words);
});
