import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { conclude } from "../../../tools/lab/conclusion.ts";
import type { Outcome } from "../../../tools/lab/outcome.ts";
import { outcome } from "./outcomes.ts";

const LATE: Partial<Outcome> = { late: ["300 ms of 150"] };
const STARVED: Partial<Outcome> = { isStarved: true, wrong: ["is healthy"] };

/** Many trials that went well, and some others. */
function findings(...others: readonly Partial<Outcome>[]) {
  const outcomes = Array.from({ length: 20 }, () => outcome());
  outcomes.push(...others.map((one) => outcome(one)));
  return { outcomes, broken: [], starved: [] };
}

Deno.test("`conclude()` is content when every trial is right", () => {
  assertEquals(conclude(findings(), 0), {
    lines: ["20 passed, 0 failed"],
    isGood: true,
  });
});

Deno.test("`conclude()` fails for a wrong name and for a broken trial", () => {
  const { lines, isGood } = conclude(findings({ wrong: ["is healthy"] }), 0);
  assertEquals(isGood, false);
  assertMatch(lines[0] ?? "", /^WRONG +server-stopped .* <- is healthy$/);
  assertEquals(lines.slice(1), ["20 passed, 1 failed"]);
  const broken = conclude({ ...findings(), broken: ["one"] }, 0);
  assertEquals(broken, {
    lines: ["BROKEN   one", "20 passed, 1 failed"],
    isGood: false,
  });
});

Deno.test("`conclude()` fails for a second wrong word alone when they were tried again", () => {
  const wrong = { wrong: ["is healthy"] };
  const once = conclude(findings(wrong), 0, true);
  assertEquals(once.isGood, true);
  assertEquals(once.lines.slice(1), [
    "1 wrong once, not again",
    "20 passed, 0 failed",
  ]);
  const twice = conclude(findings(wrong, wrong), 0, true);
  assertEquals(twice.isGood, false);
  assertEquals(twice.lines.slice(2), ["20 passed, 2 failed"]);
});

Deno.test("`conclude()` counts slow trials and fails for none when many are", () => {
  assertEquals(conclude(findings(LATE, LATE, LATE), 2), {
    lines: ["3 slow", "2 skipped", "23 passed, 0 failed"],
    isGood: true,
  });
});

Deno.test("`conclude()` counts starved trials apart, whatever they said", () => {
  assertEquals(conclude({ ...findings(STARVED), starved: ["two"] }, 0), {
    lines: ["2 starved, not judged", "20 passed, 0 failed"],
    isGood: true,
  });
});

Deno.test("`conclude()` says plainly when the machine was too busy", () => {
  const busy = findings(STARVED, STARVED, STARVED);
  assertEquals(conclude(busy, 0), {
    lines: [
      "20 passed, 0 failed",
      "the machine was too busy: 3 of 23 trials not judged",
    ],
    isGood: true,
  });
  const wrong = {
    ...busy,
    outcomes: [...busy.outcomes, outcome({ wrong: ["a"] })],
  };
  assertEquals(conclude(wrong, 0).isGood, false);
});

Deno.test("`conclude()` fails when nothing was tried", () => {
  const none = { outcomes: [], broken: [], starved: [] };
  assertEquals(conclude(none, 3).isGood, false);
});
