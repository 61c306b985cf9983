import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { gradeOf, lineOf, markOf } from "../../../tools/lab/outcome.ts";
import { outcome } from "./outcomes.ts";

const SET = {
  mode: "server-stopped",
  certain: false,
  candidates: ["server-stopped", "firewall-blocked"],
} as const;
const UNKNOWN = {
  mode: "unknown",
  certain: false,
  candidates: ["server-stopped"],
} as const;

Deno.test("`gradeOf()` tells how right a word is", () => {
  assertEquals(gradeOf(outcome()), "exact");
  assertEquals(gradeOf(outcome({ said: SET })), "set");
  assertEquals(gradeOf(outcome({ said: UNKNOWN })), "cannot-tell");
  assertEquals(gradeOf(outcome({ wrong: ["is healthy"] })), "wrong");
});

Deno.test("`gradeOf()` counts a flaw that nothing was said of as not told", () => {
  const said = { mode: null, certain: true, candidates: [] };
  assertEquals(gradeOf(outcome({ truth: "degraded", said })), "cannot-tell");
  assertEquals(gradeOf(outcome({ truth: null, said })), "exact");
});

Deno.test("`gradeOf()` takes a name of the observer as exact where it is", () => {
  const said = { ...UNKNOWN, certain: true };
  assertEquals(gradeOf(outcome({ truth: "unknown", said })), "exact");
});

Deno.test("`markOf()` puts a wrong name before a late one", () => {
  assertEquals(markOf(outcome()), "right");
  assertEquals(markOf(outcome({ late: ["300 ms of 150"] })), "slow");
  const both = outcome({ late: ["300 ms of 150"], wrong: ["is healthy"] });
  assertEquals(markOf(both), "wrong");
});

Deno.test("`markOf()` and `gradeOf()` judge nothing on a machine too busy for it", () => {
  const starved = outcome({ isStarved: true, wrong: ["is healthy"] });
  assertEquals([markOf(starved), gradeOf(starved)], ["starved", "starved"]);
});

Deno.test("`lineOf()` tells the word, the figures and what is wrong", () => {
  const line = lineOf(outcome({
    said: SET,
    wrong: ["is not firewall-blocked"],
    packets: null,
    recoveryMs: 412.3,
  }));
  assertMatch(line, /^WRONG {4}server-stopped +90 ms +- packets {3}4 spawns/);
  assertMatch(line, /server-stopped\? \(server-stopped, firewall-blocked\)/);
  assertMatch(line, /back after 412 ms {2}<- is not firewall-blocked$/);
});
