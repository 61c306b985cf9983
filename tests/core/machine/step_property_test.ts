import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { step } from "../../../src/core/machine/step.ts";
import type { MachineEvent } from "../../../src/model/event.ts";
import {
  FAILURE_MODES,
  type FailureMode,
} from "../../../src/model/failure_modes.ts";
import { DEFAULT_POLICY } from "../../../src/model/policy.ts";
import { INITIAL_STATE, type State } from "../../../src/model/state.ts";
import { checkStep } from "./invariants.ts";
import { verdictOf } from "./samples.ts";

/** Fixed, so that a failure is the same on every machine. */
const SEED = 4578;

const VERDICT = fc.constantFrom(
  ...Object.keys(FAILURE_MODES) as FailureMode[],
).map(verdictOf);

const CUE = fc.oneof(
  fc.constantFrom(
    { kind: "connected", verdict: null },
    { kind: "attempt-failed" },
    { kind: "answered" },
    { kind: "session-ended", cause: "session-closed" },
    { kind: "path-lost" },
    { kind: "path-regained" },
    { kind: "cleared" },
    { kind: "retry-due" },
    { kind: "clock-jumped" },
  ),
  fc.record({
    kind: fc.constant("beats-missed"),
    misses: fc.integer({ min: 1, max: 9 }),
    last: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("verdict"), verdict: VERDICT }),
  fc.record({
    kind: fc.constant("reclassified"),
    outage: fc.integer({ min: 0, max: 3 }),
    verdict: VERDICT,
  }),
);

const LATER = fc.record({
  cue: CUE,
  gapMs: fc.oneof(
    fc.integer({ min: 0, max: 100 }),
    fc.integer({ min: 0, max: 60_000 }),
  ),
  isStale: fc.boolean(),
});

interface Taken {
  readonly before: State;
  readonly event: MachineEvent;
  readonly after: ReturnType<typeof step>;
}

/** Takes the events that are legal where they come; the others throw. */
function run(
  laters: readonly {
    readonly cue: object;
    readonly gapMs: number;
    readonly isStale: boolean;
  }[],
): readonly Taken[] {
  const start: MachineEvent = { kind: "start", atMs: 0, seed: SEED };
  const taken: Taken[] = [];
  let state = step(INITIAL_STATE, start, DEFAULT_POLICY).state;
  for (const { cue, gapMs, isStale } of laters) {
    const epoch = state.epoch - (isStale ? 1 : 0);
    const atMs = state.atMs + gapMs;
    const event = freeze({ ...cue, atMs, epoch } as MachineEvent);
    try {
      const after = step(freeze(state), event, DEFAULT_POLICY);
      taken.push({ before: state, event, after });
      state = after.state;
    } catch (error) {
      if (!(error instanceof TypeError && isIllegal(error))) throw error;
    }
  }
  return taken;
}

function isIllegal(error: TypeError): boolean {
  return error.message.includes("the state must have a move for it");
}

function freeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) {
    if (typeof part === "object" && part !== null) freeze(part);
  }
  return Object.freeze(value);
}

Deno.test("`step()` holds its invariants when anything happens", () => {
  fc.assert(
    fc.property(fc.array(LATER, { maxLength: 80, size: "max" }), (laters) => {
      for (const { before, event, after } of run(laters)) {
        checkStep(before, event, after);
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
});

Deno.test("`step()` gives the same results when the same happens again", () => {
  fc.assert(
    fc.property(fc.array(LATER, { maxLength: 40, size: "max" }), (laters) => {
      assertEquals(run(laters), run(laters));
    }),
    { seed: SEED, numRuns: 50 },
  );
});

Deno.test("`step()` gives values that survive JSON", () => {
  fc.assert(
    fc.property(fc.array(LATER, { maxLength: 40, size: "max" }), (laters) => {
      for (const { after } of run(laters)) {
        assertEquals(JSON.parse(JSON.stringify(after)), after);
      }
    }),
    { seed: SEED, numRuns: 50 },
  );
});
