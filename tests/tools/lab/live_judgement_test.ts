import { assertEquals } from "@std/assert/equals";
import type { FailureMode } from "../../../src/model/failure_modes.ts";
import type { StateName } from "../../../src/model/state.ts";
import { verdictOf } from "../../../src/core/classify/finding.ts";
import { contentionOf } from "../../../tools/lab/contention.ts";
import type { LiveFault } from "../../../tools/lab/live_fault.ts";
import { wrongInLive } from "../../../tools/lab/live_judgement.ts";
import type { LiveTrial } from "../../../tools/lab/live_trial.ts";
import type { TimedMove } from "../../../tools/lab/live_watch.ts";

/** As a group of processes is read. */
const OWN = { line: "full", starvedShare: 0.5 } as const;

const STOPPED: LiveFault = {
  name: "live-server-stopped",
  truth: "server-stopped",
  target: "text://10.77.2.20:8080",
  services: [],
  sign: "told",
  make: () => Promise.resolve(),
};

function move(
  from: StateName,
  to: StateName,
  ...candidates: readonly FailureMode[]
): TimedMove {
  const [mode] = candidates;
  const verdict = mode === undefined
    ? null
    : verdictOf({ mode, candidates, detail: "", evidence: [] });
  return {
    arrivedMs: 0,
    move: {
      schema: "faultline/transition@1",
      target: STOPPED.target,
      ...{ from, to, cause: "verdict", phase: "after-connect", verdict },
      at: "2026-11-20T19:00:00.000Z",
      sinceMs: 0,
    },
  };
}

const BACK = move("connecting", "online");

function trial(parts: Partial<LiveTrial>): LiveTrial {
  const { faultMoves = [] } = parts;
  const named = faultMoves.find((timed) => timed.move.to === "offline");
  return {
    fault: STOPPED,
    moves: [],
    falseMoves: [],
    faultMoves,
    laterMoves: [BACK],
    ...(named !== undefined && { named }),
    makeBeganMs: 0,
    madeMs: 0,
    namedAfterMs: null,
    recoveredAfterMs: 100,
    naming: contentionOf(0, 1000, OWN),
    contention: contentionOf(0, 5000, OWN),
    complaint: "",
    ...parts,
  };
}

const NAMED = move("suspect", "offline", "server-stopped");

Deno.test("`wrongInLive()` finds nothing when the name is right", () => {
  assertEquals(wrongInLive(trial({ faultMoves: [NAMED] })), []);
});

Deno.test("`wrongInLive()` tells a word that was never said", () => {
  assertEquals(wrongInLive(trial({})), ["nothing, is server-stopped"]);
});

Deno.test("`wrongInLive()` tells a first name that is wrong, though refined", () => {
  const first = move("suspect", "offline", "server-hung");
  const refined = move("offline", "offline", "server-stopped");
  assertEquals(wrongInLive(trial({ faultMoves: [first, refined] })), [
    "is server-stopped",
    "is not server-hung",
  ]);
});

Deno.test("`wrongInLive()` tells nothing when the name follows the silence", () => {
  const refined = move("offline", "offline", "server-stopped");
  for (const first of [[], ["unknown"]] as const) {
    const faultMoves = [move("suspect", "offline", ...first), refined];
    assertEquals(wrongInLive(trial({ faultMoves })), []);
  }
});

Deno.test("`wrongInLive()` tells an outage without a name", () => {
  const unknown = move("suspect", "offline", "unknown");
  assertEquals(wrongInLive(trial({ faultMoves: [unknown] })), [
    "is server-stopped",
    "is not unknown",
  ]);
  const unnamed = move("suspect", "offline");
  assertEquals(wrongInLive(trial({ faultMoves: [unnamed] })), [
    "is server-stopped",
  ]);
});

Deno.test("`wrongInLive()` tells moves of a session that was well", () => {
  const falseMoves = [move("online", "suspect"), move("suspect", "online")];
  assertEquals(wrongInLive(trial({ falseMoves, faultMoves: [NAMED] })), [
    "2 moves before the fault",
  ]);
});

Deno.test("`wrongInLive()` tells a session that does not stay", () => {
  const laterMoves = [BACK, move("suspect", "offline", "server-stopped")];
  assertEquals(wrongInLive(trial({ faultMoves: [NAMED], laterMoves })), [
    "is lost again",
  ]);
});

Deno.test("`wrongInLive()` tells a session that never comes", () => {
  const never = { laterMoves: [], recoveredAfterMs: null };
  assertEquals(wrongInLive(trial({ faultMoves: [NAMED], ...never })), [
    "does not come back",
  ]);
});

Deno.test("`wrongInLive()` tells a flaw that was not told", () => {
  const fault: LiveFault = { ...STOPPED, flaw: "family-broken" };
  const told = move("online", "online", "family-broken");
  const faultMoves = [NAMED];
  assertEquals(wrongInLive(trial({ fault, faultMoves })), [
    "is family-broken when back",
  ]);
  const laterMoves = [BACK, told];
  assertEquals(wrongInLive(trial({ fault, faultMoves, laterMoves })), []);
});

Deno.test("`wrongInLive()` lets a quiet session lose its quality alone", () => {
  const fault: LiveFault = { ...STOPPED, truth: "degraded", sign: "quiet" };
  const degraded = move("online", "online", "degraded");
  assertEquals(wrongInLive(trial({ fault, faultMoves: [degraded] })), []);
  assertEquals(wrongInLive(trial({ fault, faultMoves: [NAMED] })), [
    "is not offline",
    "is degraded",
    "is not server-stopped",
  ]);
});

Deno.test("`wrongInLive()` lets a session end where it may, with the right name", () => {
  const fault: LiveFault = {
    ...STOPPED,
    ...{ truth: "degraded", or: ["server-hung"], sign: "quiet", mayEnd: true },
  };
  const unsure = move("suspect", "offline", "server-hung", "degraded");
  assertEquals(wrongInLive(trial({ fault, faultMoves: [unsure] })), []);
  const clueless = move("suspect", "offline", "unknown");
  assertEquals(wrongInLive(trial({ fault, faultMoves: [clueless] })), []);
  const sure = move("suspect", "offline", "server-hung");
  assertEquals(wrongInLive(trial({ fault, faultMoves: [sure] })), [
    "is degraded",
  ]);
});
