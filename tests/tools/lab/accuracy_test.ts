import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import {
  accuracyPage,
  accuracySummary,
  type Measured,
} from "../../../tools/lab/accuracy.ts";
import { watchedIn, watchedPart } from "../../../tools/lab/watched.ts";
import type { Outcome } from "../../../tools/lab/outcome.ts";
import { resultsOf } from "../../../tools/lab/results.ts";
import { outcome } from "./outcomes.ts";

function measured(...outcomes: readonly Outcome[]): Measured {
  return {
    surroundings: "2026-11-21, Linux 6.18, 2 processors",
    versions: "curl 8",
    repeat: 2,
    results: resultsOf({
      outcomes,
      others: new Map(),
      broken: [],
      starved: [],
    }),
    outcomes,
    broken: [],
    starved: [],
  };
}

function pageOf(all: Measured): string {
  return accuracyPage(all, "Watched for an hour.");
}

function rowsWith(page: string, word: string): string[] {
  return page.split("\n").filter((line) => line.startsWith(`| ${word} |`));
}

const PROXY_CABLE = outcome({
  scenario: "proxy-cable",
  truth: "proxy-cable-unplugged",
  isProxied: true,
  bound: "silent",
  verdictMs: 2100,
  said: {
    mode: "proxy-unreachable",
    certain: false,
    candidates: ["proxy-network-down", "proxy-cable-unplugged"],
  },
});

Deno.test("`accuracyPage()` counts what was said of each truth", () => {
  const page = pageOf(measured(outcome(), outcome(), PROXY_CABLE));
  const cells = ["1", "2", "2", "0", "0", "0", "0", "server-stopped (2)"];
  assertEquals(
    rowsWith(page, "server-stopped")[0],
    `| server-stopped | ${cells.join(" | ")} |`,
  );
  assertStringIncludes(
    page,
    "| before connecting | 2 | 3 | 2 | 1 | 0 | 0 | 0 |",
  );
});

Deno.test("`accuracyPage()` shows the six cases of what lies behind a proxy", () => {
  const page = pageOf(measured(outcome(), PROXY_CABLE));
  assertEquals(rowsWith(page, "5: proxy machine's cable unplugged"), [
    "| 5: proxy machine's cable unplugged | proxy-unreachable? or " +
    "proxy-network-down, proxy-cable-unplugged | not tried | not tried | not tried |",
  ]);
  assertEquals(rowsWith(page, "6: server down"), [
    "| 6: server down | not tried | not tried | not tried | not tried |",
  ]);
});

Deno.test("`accuracyPage()` tells recovery where there was one", () => {
  const page = pageOf(measured(
    outcome({ phase: "after-connect", recoveryMs: 420, bound: "told" }),
  ));
  assertStringIncludes(page, "back: median");
  assertEquals(rowsWith(page, "back online after the fault"), [
    "| back online after the fault | ≤ 1.00 s | 0.42 s | 0.42 s | 0.42 s | 1 |",
  ]);
});

Deno.test("`accuracyPage()` names the trials that could not be made", () => {
  const page = pageOf({ ...measured(outcome()), broken: ["a b"] });
  assertStringIncludes(page, "Trials that could not be made: a b.");
});

Deno.test("`accuracySummary()` leaves out healthy targets where times count", () => {
  const healthy = outcome({
    scenario: "healthy",
    truth: null,
    said: { mode: null, certain: true, candidates: [] },
    verdictMs: 60,
  });
  const [row] = rowsWith(
    accuracySummary(measured(healthy, PROXY_CABLE)),
    "before connecting, one time-out at most",
  );
  assertStringIncludes(row ?? "", "| 2.10 s | 2.10 s | 2.10 s | 1 |");
});

Deno.test("`accuracyPage()` shows what was said where nothing is judged, apart", () => {
  const page = pageOf(measured(
    outcome(),
    outcome({ isStarved: true, wrong: ["is healthy"], verdictMs: 9000 }),
  ));
  assertStringIncludes(page, "## Not judged");
  assertStringIncludes(
    page,
    "| before connecting | 1 | 2 | 1 | 0 | 0 | 0 | 1 |",
  );
  assertEquals(page.includes("9.00 s"), false);
});

Deno.test("`accuracyPage()` keeps what was watched for long", () => {
  const page = pageOf(measured(outcome()));
  assertEquals(watchedIn(page), "Watched for an hour.");
  assertEquals(watchedIn("# Nothing"), "Not measured yet.");
});

Deno.test("`watchedPart()` tells what was said of each session, and how often wrongly", () => {
  const healthy = { ...outcome().said, mode: null };
  const outcomes = [outcome({ scenario: "live", truth: null, said: healthy })];
  const part = watchedPart(
    resultsOf({ outcomes, others: new Map(), broken: [], starved: [] }),
    { command: "deno task lab", surroundings: "Linux", quietMs: 3_600_000 },
  );
  assertEquals(rowsWith(part, "live"), ["| live | 1h | 0 | _nothing_ |"]);
});
