import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { assertThrows } from "@std/assert/throws";
import { type WaitOptions, waitWith } from "../../src/app/wait.ts";
import { parseWait } from "../../src/app/wait_request.ts";
import { FakeMachine } from "./fake_machine.ts";

const TARGET = "http://203.0.113.7";

Deno.test("`parseWait()` refuses what it cannot wait for", () => {
  const cases: readonly [readonly string[], WaitOptions, string][] = [
    [[], {}, "'targets' outside 1 to 1000: current value is 0"],
    [[TARGET, "a:0"], {}, "port outside 1 to 65535"],
    [["a.invalid:1"], {}, "reserved to never exist"],
    [["invalid:1"], {}, "reserved to never exist"],
    [["a.onion:1"], {}, "reserved to never exist"],
    [["a.invalid:1"], { proxy: "http://b:1" }, "reserved to never exist"],
    [["a:1"], { proxy: "http://b.alt:1" }, "reserved to never exist"],
    [[TARGET], { timeoutMs: 5 }, "'timeoutMs' outside 10 to 86400000"],
    [[TARGET], { timeoutMs: NaN }, "'timeoutMs' outside 10 to 86400000"],
    [[TARGET], { intervalMs: 1e9 }, "'intervalMs' outside 10 to 600000"],
    [[TARGET], { stable: 0 }, "'stable' outside 1 to"],
  ];
  for (const [targets, options, words] of cases) {
    assertThrows(() => parseWait(targets, options), Error, words);
  }
});

Deno.test("`waitWith()` contacts nobody when one of many is wrong", async () => {
  const { io } = new FakeMachine();
  await assertRejects(() => waitWith(io, [TARGET, "a.invalid:1"]), SyntaxError);
  assertEquals(io.calls, []);
});

Deno.test("`parseWait()` gives one probe 2 s of the whole time at most", () => {
  const timeoutOf = (timeoutMs: number) =>
    parseWait([TARGET], { timeoutMs }).questions[0]?.timeoutMs;
  assertEquals([60_000, 1500, 10].map(timeoutOf), [2000, 1500, 10]);
});
