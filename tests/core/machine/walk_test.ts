import { assertEquals } from "@std/assert/equals";
import { assertGreater } from "@std/assert/greater";
import { GUARDS } from "../../../src/core/machine/guards.ts";
import { step } from "../../../src/core/machine/step.ts";
import {
  type Move,
  TRANSITION_TABLE,
} from "../../../src/core/machine/transition_table.ts";
import { EVENTS, type MachineEvent } from "../../../src/model/event.ts";
import { DEFAULT_POLICY } from "../../../src/model/policy.ts";
import { INITIAL_STATE, type State } from "../../../src/model/state.ts";
import { checkStep } from "./invariants.ts";
import { type Cue, verdictOf } from "./samples.ts";

/** Shorter than, between and longer than the policy's times. */
const GAPS_MS = [1, 2500, 31_000];

/** One mode of each kind that the machine tells apart. */
const VERDICTS = [
  "client-cable-unplugged",
  "server-hung",
  "server-stopped",
  "proxy-denied",
  "degraded",
  "unknown",
  "observer-overloaded",
] as const;

/** More states than that would mean that the walk does not end. */
const MAX_STATES = 20_000;

function cuesAt(atMs: number): readonly Cue[] {
  const verdicts = VERDICTS.map(verdictOf);
  const news = verdictOf("proxy-machine-off");
  return [
    { kind: "start", atMs, seed: 1 },
    { kind: "stop", atMs },
    { kind: "connected", atMs, verdict: null },
    { kind: "connected", atMs, verdict: verdictOf("degraded") },
    { kind: "attempt-failed", atMs },
    { kind: "answered", atMs },
    { kind: "beats-missed", atMs, misses: 1, last: false },
    { kind: "beats-missed", atMs, misses: 3, last: true },
    { kind: "session-ended", atMs, cause: "session-reset" },
    { kind: "path-lost", atMs },
    { kind: "path-regained", atMs },
    ...verdicts.map((verdict) => ({ kind: "verdict", atMs, verdict } as const)),
    { kind: "cleared", atMs },
    { kind: "reclassified", atMs, outage: 1, verdict: news },
    { kind: "retry-due", atMs },
    { kind: "clock-jumped", atMs },
  ];
}

/** Every event that could come next: now or later, fresh or stale. */
function eventsAfter(state: State): readonly MachineEvent[] {
  return GAPS_MS.flatMap((gapMs) => cuesAt(state.atMs + gapMs)).flatMap(
    (cue) => {
      const fresh = { ...cue, epoch: state.epoch } as MachineEvent;
      const stale = { ...cue, epoch: state.epoch - 1 } as MachineEvent;
      return state.epoch > 0 && isResult(cue) ? [fresh, stale] : [fresh];
    },
  );
}

function isResult({ kind }: Cue): boolean {
  return kind === "connected" || kind === "attempt-failed" ||
    kind === "verdict" || kind === "cleared" || kind === "retry-due";
}

/** States that differ in nothing but times and counts are one. */
function keyOf(state: State): string {
  return JSON.stringify([
    state.name,
    state.phase,
    state.sessionOpen,
    state.verdict?.mode,
    state.outage !== null,
    state.outages > 0,
    state.misses > 0,
    state.retryAtMs !== null,
    state.retryDelayMs !== null,
    state.wokeAtMs !== null,
    state.flap.flapping,
    Math.min(3, Math.floor(state.flap.penalty)),
  ]);
}

function findMove(state: State, event: MachineEvent): Move | undefined {
  if ("epoch" in event && event.epoch < state.epoch) return undefined;
  return TRANSITION_TABLE[state.name][event.kind]?.find(({ when }) =>
    when === undefined || GUARDS[when](state, event, DEFAULT_POLICY)
  );
}

interface Walk {
  readonly names: ReadonlyMap<string, string>;
  /** For each state, those that lead to it in one step. */
  readonly sources: ReadonlyMap<string, ReadonlySet<string>>;
  readonly moves: ReadonlySet<Move>;
  readonly illegal: number;
}

function walk(): Walk {
  const names = new Map([[keyOf(INITIAL_STATE), INITIAL_STATE.name as string]]);
  const sources = new Map<string, Set<string>>();
  const moves = new Set<Move>();
  const queue = [INITIAL_STATE];
  let illegal = 0;
  for (const state of queue) {
    for (const event of eventsAfter(state)) {
      const next = tryStep(state, event, moves);
      if (next === undefined) {
        illegal++;
        continue;
      }
      const key = keyOf(next);
      const known = sources.get(key) ?? new Set();
      sources.set(key, known.add(keyOf(state)));
      if (names.has(key)) continue;
      if (names.size >= MAX_STATES) throw new Error("The walk does not end");
      names.set(key, next.name);
      queue.push(next);
    }
  }
  return { names, sources, moves, illegal };
}

/** One step, checked; `undefined` where the event is illegal and threw. */
function tryStep(
  state: State,
  event: MachineEvent,
  moves: Set<Move>,
): State | undefined {
  const isStale = "epoch" in event && event.epoch < state.epoch;
  const move = findMove(state, event);
  try {
    const result = step(state, event, DEFAULT_POLICY);
    assertEquals(isStale || move !== undefined, true, "only moves are made");
    if (move !== undefined) moves.add(move);
    checkStep(state, event, result);
    return result.state;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    assertEquals(isStale || move !== undefined, false, error.message);
    return undefined;
  }
}

function statesThatReach(
  name: string,
  { names, sources }: Walk,
): ReadonlySet<string> {
  const reaching = new Set<string>();
  for (const [key, at] of names) if (at === name) reaching.add(key);
  for (const key of reaching) {
    for (const source of sources.get(key) ?? []) reaching.add(source);
  }
  return reaching;
}

let memo: Walk | undefined;

function walked(): Walk {
  return memo ??= walk();
}

Deno.test("`step()` holds its invariants in every state and event", () => {
  assertGreater(walked().names.size, 100);
  assertGreater(walked().illegal, 0);
});

Deno.test("`step()` reaches online from every state that is not stopped", () => {
  const reaching = statesThatReach("online", walked());
  for (const [key, name] of walked().names) {
    assertEquals(reaching.has(key), name !== "stopped", key);
  }
});

Deno.test("`step()` reaches stopped from every state", () => {
  const reaching = statesThatReach("stopped", walked());
  for (const key of walked().names.keys()) {
    assertEquals(reaching.has(key), true, key);
  }
});

Deno.test("`TRANSITION_TABLE` holds no move that is never made", () => {
  for (const [state, events] of Object.entries(TRANSITION_TABLE)) {
    for (const [event, moves] of Object.entries(events)) {
      for (const move of moves) {
        const name = `${state} + ${event} [${move.when ?? ""}]`;
        assertEquals(walked().moves.has(move), true, name);
      }
    }
  }
});

Deno.test("`TRANSITION_TABLE` takes every event in some state", () => {
  const taken = new Set(Object.values(TRANSITION_TABLE).flatMap(Object.keys));
  assertEquals([...taken].sort(), Object.keys(EVENTS).sort());
});
