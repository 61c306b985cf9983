import { assertEquals } from "@std/assert/equals";
import { planRetry } from "../../../src/core/machine/retry.ts";
import { DEFAULT_POLICY } from "../../../src/model/policy.ts";
import { INITIAL_STATE } from "../../../src/model/state.ts";
import { verdictOf } from "./samples.ts";

const OUTAGE = { id: 1, startedAtMs: 0 };

Deno.test("`planRetry()` cuts a wait short, and never draws it out", () => {
  const rows = [
    [9000, 600],
    [550, 550],
  ] as const;
  for (const [retryAtMs, plannedAtMs] of rows) {
    const state = {
      ...INITIAL_STATE,
      outage: OUTAGE,
      attemptAtMs: 100,
      retryAtMs,
    };
    const event = { kind: "path-regained", atMs: 500 } as const;
    const planned = planRetry(state, event, DEFAULT_POLICY);
    assertEquals(planned, { ...state, retryAtMs: plannedAtMs });
  }
});

Deno.test("`planRetry()` keeps a wait when there is no outage", () => {
  const state = { ...INITIAL_STATE, retryAtMs: 9000 };
  const event = { kind: "cleared", atMs: 500, epoch: 0 } as const;
  assertEquals(planRetry(state, event, DEFAULT_POLICY), state);
});

Deno.test("`planRetry()` waits longer when the outage is long", () => {
  const delays = [599_999, 600_000].map((atMs) => {
    const event = { kind: "attempt-failed", atMs, epoch: 0 } as const;
    const state = { ...INITIAL_STATE, outage: OUTAGE, retryDelayMs: 1e6 };
    return planRetry(state, event, DEFAULT_POLICY).retryDelayMs;
  });
  assertEquals(delays, [10_000, 30_000]);
});

Deno.test("`planRetry()` reads the cause off the verdict", () => {
  const event = { kind: "attempt-failed", atMs: 7, epoch: 0 } as const;
  const rows = [
    ["client-network-down", 7],
    ["proxy-auth-required", 60_007],
  ] as const;
  for (const [mode, retryAtMs] of rows) {
    const state = { ...INITIAL_STATE, verdict: verdictOf(mode) };
    const planned = planRetry(state, event, DEFAULT_POLICY);
    assertEquals(planned.retryAtMs, retryAtMs);
  }
});
