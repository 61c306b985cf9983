import { assertEquals } from "@std/assert/equals";
import { resultsOf } from "../../../tools/lab/results.ts";
import { keyOf } from "../../../tools/lab/outcome.ts";
import { outcome } from "./outcomes.ts";

const SET = {
  mode: "server-stopped",
  certain: false,
  candidates: ["server-stopped", "firewall-blocked"],
} as const;

Deno.test("`resultsOf()` puts the trials of a scenario together", () => {
  const curl = { program: "curl", says: "no", code: 7, tookMs: 12 };
  const [result, ...others] = resultsOf({
    outcomes: [
      outcome({ verdictMs: 80, said: SET, packets: 4 }),
      outcome({ verdictMs: 100 }),
      outcome({ verdictMs: 90, packets: null }),
    ],
    others: new Map([[keyOf(outcome()), [curl]]]),
    broken: [],
    starved: [],
  });
  assertEquals(others, []);
  assertEquals(result?.trials, 3);
  const grades = {
    "exact": 2,
    "set": 1,
    "cannot-tell": 0,
    "wrong": 0,
    "starved": 0,
  };
  assertEquals(result?.grades, grades);
  assertEquals(result?.verdict, { medianMs: 90, p95Ms: 100, worstMs: 100 });
  assertEquals(result?.recovery, null);
  assertEquals(result?.packets, 5);
  assertEquals(
    result?.said.map(({ certain, trials }) => [certain, trials]),
    [[true, 2], [false, 1]],
  );
  assertEquals(result?.others, [curl]);
});

Deno.test("`resultsOf()` takes the same words in another order for one", () => {
  const turned = [...SET.candidates].reverse();
  const [result] = resultsOf({
    outcomes: [
      outcome({ said: SET }),
      outcome({ said: { ...SET, candidates: turned } }),
    ],
    others: new Map(),
    broken: [],
    starved: [],
  });
  assertEquals(result?.said.length, 1);
});

Deno.test("`resultsOf()` keeps the phases of one name apart", () => {
  const outcomes = [outcome(), outcome({ phase: "after-connect" })];
  const results = resultsOf({
    outcomes,
    others: new Map(),
    broken: [],
    starved: [],
  });
  assertEquals(results.length, 2);
});
