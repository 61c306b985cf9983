import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { parseLabOptions } from "../../../tools/lab/lab_options.ts";

function parse(...args: readonly string[]) {
  return parseLabOptions(args, "dist/faultline.js");
}

Deno.test("`parseLabOptions()` tries everything once where nothing is said", () => {
  const { only, repeat, keep, list, program, phase } = parse();
  assertEquals(only.test("client-cable"), true);
  assertEquals([repeat, keep, list, phase], [1, false, false, undefined]);
  assertEquals(program, "dist/faultline.js");
});

Deno.test("`parseLabOptions()` takes a word or a whole name", () => {
  assertEquals(parse("--only", "cable").only.test("client-cable-six"), true);
  const { only } = parse("--only", "^client-cable$");
  assertEquals(only.test("client-cable-six"), false);
});

Deno.test("`parseLabOptions()` reads what is asked for", () => {
  const options = parse(
    ...["--repeat", "20", "--jobs", "6", "--phase", "after-connect"],
    ...["--keep", "--others", "--json", "a.json", "--write", "b.md"],
    ...["--confirm", "4"],
  );
  const { repeat, jobs, phase, keep, others, json, write, record } = options;
  assertEquals([repeat, jobs, phase], [20, 6, "after-connect"]);
  assertEquals([options.confirm, parse().confirm], [4, 0]);
  assertEquals([keep, others, record], [true, true, undefined]);
  assertEquals([json, write], ["a.json", "b.md"]);
});

Deno.test("`parseLabOptions()` reads how long to watch, and what to add", () => {
  const { quietMs, add } = parse(
    ...["--quiet-for", "1h", "--add", "a.json", "--add", "b.json"],
  );
  assertEquals([quietMs, add], [3_600_000, ["a.json", "b.json"]]);
  assertEquals(parse().add, []);
});

for (
  const args of [
    ["--quiet-for", "0s"],
    ["--quiet-for", "long"],
    ["--bogus"],
    ["stray"],
    ["--repeat", "0"],
    ["--repeat", "1e3"],
    ["--confirm", "-1"],
    ["--jobs", "33"],
    ["--only", "("],
    ["--json"],
    ["--phase", "later"],
  ]
) {
  Deno.test(`\`parseLabOptions()\` refuses ${args.join(" ")} in one line`, () => {
    const { message } = assertThrows(() => parse(...args), RangeError);
    assertEquals(message.split("\n").length, 1);
  });
}
