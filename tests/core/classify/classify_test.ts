import { assertEquals } from "@std/assert/equals";
import { classify } from "../../../src/core/classify/classify.ts";
import { CLIENT_ROWS } from "./client_rows.ts";
import { HOST_ROWS } from "./host_rows.ts";
import { PROXY_ROWS } from "./proxy_rows.ts";
import { RESOLVER_ROWS } from "./resolver_rows.ts";
import { seen } from "./seen.ts";
import { SESSION_ROWS } from "./session_rows.ts";
import { WAY_ROWS } from "./way_rows.ts";

const ROWS = [
  ...CLIENT_ROWS,
  ...RESOLVER_ROWS,
  ...HOST_ROWS,
  ...WAY_ROWS,
  ...PROXY_ROWS,
  ...SESSION_ROWS,
];

for (const [when, observations, mode, candidates] of ROWS) {
  Deno.test(`\`classify()\` says ${mode ?? "healthy"} when ${when}`, () => {
    const verdict = classify(observations);
    assertEquals(verdict?.mode ?? null, mode);
    if (mode === null) return;
    assertEquals(verdict?.candidates, candidates ?? [mode]);
    assertEquals(verdict?.certain, candidates === undefined);
  });
}

Deno.test("`classify()` gives the same verdict when the order differs", () => {
  for (const [when, observations, mode] of ROWS) {
    const backwards = [...observations].reverse();
    assertEquals(classify(backwards)?.mode ?? null, mode, when);
  }
});

Deno.test("`classify()` points at existing observations when it names", () => {
  for (const [when, observations] of ROWS) {
    for (const index of classify(observations)?.evidence ?? []) {
      assertEquals(observations[index] !== undefined, true, when);
    }
  }
});

Deno.test("`classify()` names what a lost look needs", () => {
  const verdict = classify([
    seen("self", "program-missing", { program: "ip", lost: "link" }),
    seen("self", "not-permitted", { permission: "--allow-net=a:1" }),
  ]);
  assertEquals(
    verdict?.detail,
    "What would decide the case could not be looked at: that needs " +
      "--allow-net=a:1 and the program ip.",
  );
});
