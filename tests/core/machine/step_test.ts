import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { closingEvent } from "../../../src/core/machine/judgement.ts";
import { step } from "../../../src/core/machine/step.ts";
import {
  FAILURE_MODES,
  type FailureMode,
} from "../../../src/model/failure_modes.ts";
import { DEFAULT_POLICY } from "../../../src/model/policy.ts";
import { INITIAL_STATE } from "../../../src/model/state.ts";
import { type Cue, line, replay, verdictOf } from "./samples.ts";

const ONLINE: readonly Cue[] = [
  { kind: "start", atMs: 100, seed: 1 },
  { kind: "connected", atMs: 110, verdict: null },
];

Deno.test("`step()` gives every field of a transition when beats are missed", () => {
  const { transitions } = replay([
    ...ONLINE,
    { kind: "answered", atMs: 1000 },
    { kind: "beats-missed", atMs: 2500, misses: 1, last: false },
    { kind: "beats-missed", atMs: 4512.5, misses: 3, last: true },
  ]);
  const { retryAtMs = 0, ...rest } = transitions[3] ?? {};
  assertEquals(rest, {
    from: "suspect",
    to: "offline",
    cause: "beats-missed",
    phase: "after-connect",
    misses: 3,
    verdict: null,
    outage: 1,
    flapping: false,
    atMs: 4512.5,
    sinceMs: 3512.5,
  });
  assertEquals(retryAtMs >= 4512.5 && retryAtMs < 6012.5, true);
});

Deno.test("`step()` counts from the start when the target never answered", () => {
  const { transitions } = replay([
    { kind: "start", atMs: 100, seed: 1 },
    { kind: "attempt-failed", atMs: 350 },
    { kind: "verdict", atMs: 400, verdict: verdictOf("server-hung") },
  ]);
  assertEquals(
    transitions.map(({ sinceMs, phase }) => [sinceMs, phase]),
    [[0, "before-connect"], [250, "before-connect"], [300, "before-connect"]],
  );
});

Deno.test("`step()` ends a cold diagnosis in the state of its verdict", () => {
  const ends = {
    "degraded": "online",
    "family-broken": "online",
    "not-permitted": "suspect",
    "observer-suspended": "suspect",
    "observer-overloaded": "suspect",
    "unknown": "suspect",
  } as Partial<Record<FailureMode, string>>;
  const start = replay([{ kind: "start", atMs: 0, seed: 1 }]).state;
  for (const mode of Object.keys(FAILURE_MODES) as FailureMode[]) {
    for (const cues of [[], [{ kind: "attempt-failed", atMs: 1 } as const]]) {
      const before = replay(cues, start).state;
      const event = closingEvent(verdictOf(mode), {
        atMs: 2,
        epoch: before.epoch,
      });
      const after = step(before, event, DEFAULT_POLICY).state;
      assertEquals(after.name, ends[mode] ?? "offline", mode);
      assertEquals(after.verdict?.mode, mode);
    }
  }
});

Deno.test("`step()` ignores a result when its epoch is over", () => {
  const { state } = replay(ONLINE);
  const stale = [
    { kind: "connected", verdict: null },
    { kind: "attempt-failed" },
    { kind: "retry-due" },
    { kind: "cleared" },
    { kind: "verdict", verdict: verdictOf("server-hung") },
  ] as const;
  for (const cue of stale) {
    const event = { ...cue, atMs: 200, epoch: state.epoch - 1 };
    const result = step(state, event, DEFAULT_POLICY);
    assertEquals(result, { state, transitions: [], effects: [] }, cue.kind);
  }
});

Deno.test("`step()` throws when the state has no move for the event", () => {
  const online = replay(ONLINE).state;
  const cold = replay(ONLINE.slice(0, 1)).state;
  const stopped = replay([{ kind: "stop", atMs: 0 }]).state;
  const rows = [
    [INITIAL_STATE, { kind: "answered", atMs: 0 }, "is 'idle'"],
    [cold, { kind: "answered", atMs: 120 }, "is 'connecting'"],
    [online, { kind: "start", atMs: 120, seed: 1 }, "is 'online'"],
    [online, { kind: "retry-due", atMs: 120, epoch: 2 }, "is 'online'"],
    [online, { kind: "cleared", atMs: 120, epoch: 3 }, "epoch 2"],
    [
      online,
      {
        kind: "reclassified",
        atMs: 120,
        outage: 1,
        verdict: verdictOf("proxy-machine-off"),
      },
      "Cannot take 'reclassified'",
    ],
    [stopped, { kind: "start", atMs: 0, seed: 1 }, "is 'stopped'"],
  ] as const;
  for (const [state, event, message] of rows) {
    assertThrows(() => step(state, event, DEFAULT_POLICY), TypeError, message);
  }
});

Deno.test("`step()` throws when time goes back", () => {
  const { state } = replay(ONLINE);
  assertThrows(
    () => step(state, { kind: "answered", atMs: 109 }, DEFAULT_POLICY),
    RangeError,
    "must not go back from 110: current value is 109",
  );
});

Deno.test("`step()` keeps one outage when attempts in it fail", () => {
  const { state, transitions } = replay([
    ...ONLINE,
    { kind: "session-ended", atMs: 200, cause: "session-closed" },
    { kind: "verdict", atMs: 210, verdict: verdictOf("proxy-unreachable") },
    { kind: "retry-due", atMs: 2000 },
    { kind: "attempt-failed", atMs: 4000 },
    { kind: "verdict", atMs: 4100, verdict: verdictOf("proxy-stopped") },
    { kind: "retry-due", atMs: 6000 },
    { kind: "connected", atMs: 6010, verdict: null },
    { kind: "path-lost", atMs: 7000 },
    {
      kind: "verdict",
      atMs: 7001,
      verdict: verdictOf("client-cable-unplugged"),
    },
  ]);
  assertEquals(
    transitions.slice(2).map((news) => `${news.outage ?? 0} ${line(news)}`),
    [
      "0 online > suspect (session-closed)",
      "1 suspect > offline (verdict) proxy-unreachable",
      "1 offline > connecting (retry-due) proxy-unreachable",
      "1 connecting > offline (attempt-failed) proxy-unreachable",
      "1 offline > offline (refined) proxy-stopped",
      "1 offline > connecting (retry-due) proxy-stopped",
      "1 connecting > online (connected)",
      "0 online > suspect (path-lost)",
      "2 suspect > offline (verdict) client-cable-unplugged",
    ],
  );
  assertEquals(state.retryAtMs, 7001 + (state.retryDelayMs ?? 0));
});

Deno.test("`step()` tries at once when the cause is local", () => {
  const { effects } = replay([
    ...ONLINE,
    { kind: "path-lost", atMs: 200 },
    {
      kind: "verdict",
      atMs: 201,
      verdict: verdictOf("client-cable-unplugged"),
    },
  ]);
  assertEquals(effects[1], { kind: "wait", epoch: 2, dueAtMs: 201 });
});

Deno.test("`step()` spaces attempts by half a second when signs come quickly", () => {
  const offline = replay([
    { kind: "start", atMs: 0, seed: 1 },
    { kind: "verdict", atMs: 10, verdict: verdictOf("proxy-denied") },
  ]);
  assertEquals(offline.state.retryAtMs, 60_010);
  const sign = replay([{ kind: "path-regained", atMs: 300 }], offline.state);
  assertEquals(sign.effects, [{ kind: "wait", epoch: 1, dueAtMs: 500 }]);
  const later = replay([{ kind: "path-regained", atMs: 500 }], sign.state);
  assertEquals(later.effects, [{ kind: "connect", epoch: 2, dueAtMs: 500 }]);
});

Deno.test("`step()` asks the old session first when the machine wakes", () => {
  const { effects } = replay([
    ...ONLINE,
    { kind: "clock-jumped", atMs: 9000 },
  ]);
  assertEquals(effects.map(({ kind, dueAtMs }) => [kind, dueAtMs]), [
    ["forget-ages", 9000],
    ["beat", 9000],
    ["connect", 10_000],
  ]);
});

Deno.test("`step()` begins the delays anew when a session was stable", () => {
  const waited = replay([
    { kind: "start", atMs: 0, seed: 1 },
    { kind: "verdict", atMs: 10, verdict: verdictOf("server-stopped") },
    { kind: "retry-due", atMs: 2000 },
    { kind: "connected", atMs: 2010, verdict: null },
    { kind: "answered", atMs: 22_009 },
  ]).state;
  assertEquals(waited.retryDelayMs === null, false);
  const stable = replay([{ kind: "answered", atMs: 22_010 }], waited).state;
  assertEquals(stable.retryDelayMs, null);
});

Deno.test("`step()` marks flapping when outages follow each other", () => {
  const cues: Cue[] = [...ONLINE];
  for (const atMs of [1000, 2000, 3000]) {
    cues.push(
      { kind: "beats-missed", atMs, misses: 1, last: true },
      { kind: "answered", atMs: atMs + 500 },
    );
  }
  const busy = replay(cues);
  assertEquals(
    busy.transitions.filter(({ to }) => to === "offline")
      .map(({ outage, flapping }) => [outage, flapping]),
    [[1, false], [2, false], [3, true]],
  );
  const calm = replay([
    { kind: "answered", atMs: 60_000 },
    { kind: "answered", atMs: 120_000 },
  ], busy.state);
  assertEquals(calm.transitions.map(line), ["online > online (answered)"]);
  assertEquals(calm.transitions[0]?.flapping, false);
});
