import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { classify } from "../../src/core/classify/classify.ts";
import { closingEvent } from "../../src/core/machine/judgement.ts";
import { step } from "../../src/core/machine/step.ts";
import {
  FAILURE_MODES,
  type FailureMode,
} from "../../src/model/failure_modes.ts";
import type { Observation, ProbeName } from "../../src/model/observation.ts";
import { DEFAULT_POLICY } from "../../src/model/policy.ts";
import { INITIAL_STATE } from "../../src/model/state.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import { SCENARIOS } from "./before_connect/index.ts";

/**
 * What no look of this host alone can name before it connects: the first three
 * need the word of the machine itself, `proxy-unreachable` stands for them;
 * the last needs a session that was.
 */
const NOT_BEFORE_CONNECT: readonly FailureMode[] = [
  "proxy-network-down",
  "proxy-cable-unplugged",
  "proxy-machine-off",
  "session-lost",
];

/** Modes that say nothing of the target, and so can never be a wrong name. */
const SILENT_MODES: readonly FailureMode[] = [
  "unknown",
  "not-permitted",
  "observer-overloaded",
  "observer-suspended",
];

Deno.test("`FAILURE_MODES` has a scenario of every mode when not connected", () => {
  const named = SCENARIOS.map(({ expected }) => expected.mode);
  const missing = (Object.keys(FAILURE_MODES) as FailureMode[]).filter((mode) =>
    !NOT_BEFORE_CONNECT.includes(mode) && !named.includes(mode)
  );
  assertEquals(missing, []);
});

for (const { name, observations, expected } of SCENARIOS) {
  Deno.test(`\`classify()\` keeps the truth among its candidates when ${name}`, () => {
    const { truth, mode, candidates } = expected;
    if (truth === null) assertEquals(mode, null);
    else assert(candidates.includes(truth), `${truth}: ${candidates}`);
  });

  Deno.test(`\`classify()\` gives the golden verdict when ${name}`, () => {
    const verdict = classify(observations);
    assertEquals(verdict?.mode ?? null, expected.mode);
    assertEquals(verdict?.candidates ?? [], expected.candidates);
    assertEquals(verdict?.certain ?? true, expected.certain);
    assertEquals(verdict?.segment ?? null, expected.segment);
  });

  Deno.test(`\`step()\` makes the golden moves when ${name}`, () => {
    const started = step(
      INITIAL_STATE,
      { kind: "start", atMs: 0, seed: 0 },
      DEFAULT_POLICY,
    );
    const { epoch } = started.state;
    const event = closingEvent(classify(observations), { epoch, atMs: 1 });
    const ended = step(started.state, event, DEFAULT_POLICY);
    const moves = [...started.transitions, ...ended.transitions];
    assertEquals(ended.state.name, expected.state);
    assertEquals(
      moves.map(({ from, to, cause }) => [from, to, cause]),
      expected.transitions,
    );
  });

  Deno.test(`\`classify()\` never names wrongly when ${name} loses a source`, () => {
    for (const probe of probesOf(observations)) {
      const fewer = observations.filter((one) => one.probe !== probe);
      for (const missing of [[], [programMissing(probe)]]) {
        const verdict = classify([...missing, ...fewer]);
        // What works, but badly, is not named wrongly if only that is seen.
        if (verdict === null && hasAnswered(fewer)) continue;
        assert(
          isNoWrongName(verdict, expected.mode, expected.candidates),
          `without ${probe}: ${verdict?.mode}, ${verdict?.candidates}`,
        );
      }
    }
  });

  Deno.test(`\`classify()\` never names wrongly when ${name} is half seen`, () => {
    // What came in so far is judged after each look, and a certain name ends
    // the looks: it must be right at every moment.
    for (const count of lookEnds(observations)) {
      const verdict = classify(observations.slice(0, count));
      if (verdict === null || !verdict.certain) continue;
      assert(
        SILENT_MODES.includes(verdict.mode) ||
          verdict.mode === expected.mode,
        `after ${count}: ${verdict.mode}`,
      );
    }
  });
}

/** The sources: all but this process's own timers, which need nothing. */
function probesOf(observations: readonly Observation[]): ProbeName[] {
  return [...new Set(observations.map(({ probe }) => probe))]
    .filter((probe) => probe !== "self");
}

function hasAnswered(observations: readonly Observation[]): boolean {
  return observations.some(({ segment, outcome }) =>
    segment === "session" && (outcome === "answered" || outcome === "accepted")
  );
}

/** How many facts there are after each look, which gives all of its own. */
function lookEnds(observations: readonly Observation[]): number[] {
  return [...observations.keys()].filter((index) =>
    observations[index - 1]?.probe !== observations[index]?.probe
  );
}

function programMissing(probe: ProbeName): Observation {
  return {
    probe,
    segment: "self",
    subject: probe,
    outcome: "program-missing",
    at: "2026-11-20T19:00:00.000Z",
    tookMs: 0,
    detail: { lost: probe },
  };
}

/** A name is not wrong while the candidates still hold all that were right. */
function isNoWrongName(
  verdict: Verdict | null,
  truth: FailureMode | null,
  candidates: readonly FailureMode[],
): boolean {
  if (verdict === null) return truth === null;
  if (SILENT_MODES.includes(verdict.mode) && verdict.candidates.length === 1) {
    return true;
  }
  if (truth === null) return false;
  // Where nothing fits, whatever is offered is no more than offered.
  if (truth === "unknown") return !verdict.certain;
  return candidates.every((mode) => verdict.candidates.includes(mode));
}
