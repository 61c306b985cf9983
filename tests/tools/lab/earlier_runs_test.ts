import { assertEquals } from "@std/assert/equals";
import { addRuns, type Run } from "../../../tools/lab/earlier_runs.ts";
import { keyOf } from "../../../tools/lab/outcome.ts";
import type { OtherWord } from "../../../tools/lab/others.ts";
import { outcome } from "./outcomes.ts";

function run(repeat: number, verdictMs: number, others: readonly OtherWord[]) {
  const findings = {
    outcomes: [outcome({ verdictMs })],
    others: new Map(others.length === 0 ? [] : [[keyOf(outcome()), others]]),
    broken: [],
    starved: [`before-connect ${repeat}`],
  };
  return { repeat, findings } satisfies Run;
}

Deno.test("`addRuns()` adds the trials of all runs up", () => {
  const curl = { program: "curl", says: "no", code: 7, tookMs: 12 };
  const { repeat, findings } = addRuns([run(2, 80, [curl]), run(3, 90, [])]);
  assertEquals(repeat, 5);
  assertEquals(findings.outcomes.map(({ verdictMs }) => verdictMs), [80, 90]);
  assertEquals(findings.others.get(keyOf(outcome())), [curl]);
  assertEquals(findings.starved, ["before-connect 2", "before-connect 3"]);
});
