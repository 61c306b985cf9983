import { assertEquals } from "@std/assert/equals";
import { classify } from "../../../src/core/classify/classify.ts";
import { fact } from "../check/diagnoses.ts";

const CONNECTED_LATE = [
  fact("server", "10.9.2.1:80", "connected", {}, 1070),
  fact("session", "10.9.2.1:80", "accepted"),
];

Deno.test("`classify()` names loss by a late connection, not where this program was late", () => {
  assertEquals(classify(CONNECTED_LATE)?.mode, "degraded");
  for (const outcome of ["late", "suspended"] as const) {
    const own = fact("self", "timers", outcome, { lateMs: 700 });
    assertEquals(classify([...CONNECTED_LATE, own]), null, outcome);
  }
});
