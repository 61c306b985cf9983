import { assertEquals } from "@std/assert/equals";
import { waitExitCode } from "../../src/cli/wait_exit_code.ts";
import type { FailureMode } from "../../src/model/failure_modes.ts";
import { WAIT_SCHEMA, type WaitEnd } from "../../src/model/wait_result.ts";
import { diagnosis, verdict } from "../report/samples.ts";
import { waitedTarget } from "../report/wait_samples.ts";

/** The code of a wait with targets in these modes; the first one failed. */
function codeOf(ended: WaitEnd, ...modes: (FailureMode | null)[]): number {
  const targets = modes.map((mode, index) =>
    waitedTarget({
      failed: ended === "failed" && index === 0,
      diagnosis: diagnosis({
        verdict: mode && verdict({ mode, segment: "server" }),
      }),
    })
  );
  return waitExitCode({
    schema: WAIT_SCHEMA,
    ready: ended === "ready",
    ended,
    targets,
    startedAt: "2026-11-20T19:00:00.000Z",
    elapsedMs: 1,
  });
}

Deno.test("`waitExitCode()` is 0 when what was waited for came", () => {
  assertEquals(codeOf("ready", "server-stopped", null), 0);
});

Deno.test("`waitExitCode()` takes the nearest break when the time is up", () => {
  assertEquals(codeOf("timeout", "server-stopped", "name-not-found"), 4);
  assertEquals(codeOf("timeout", "tls-failed", "client-cable-unplugged"), 3);
});

Deno.test("`waitExitCode()` takes that alone which was not to be waited for", () => {
  assertEquals(codeOf("failed", "server-stopped", "name-not-found"), 6);
});

Deno.test("`waitExitCode()` is 9 when nothing is known to be broken", () => {
  assertEquals(codeOf("timeout", null), 9);
});
