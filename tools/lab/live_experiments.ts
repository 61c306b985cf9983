import type { Phase } from "../../src/model/state.ts";
import type { Beside, Experiment } from "./experiment.ts";
import {
  type LiveFault,
  namedWithinMs,
  recoveredWithinMs,
} from "./live_fault.ts";
import { LIVE_FAULTS } from "./live_faults.ts";
import { saidIn, wrongInLive } from "./live_judgement.ts";
import { busyLine } from "./contention.ts";
import { type LiveTrial, tryLiveFault } from "./live_trial.ts";
import type { Bound, Outcome } from "./outcome.ts";

/** Every fault of a live session, as the runner sees it. */
export const LIVE_EXPERIMENTS: readonly Experiment[] = LIVE_FAULTS.map(
  afterConnect,
);

function afterConnect(fault: LiveFault): Experiment {
  const { name, truth, services } = fault;
  return {
    ...{ name, truth, services, phase: phaseOf(fault) },
    beside: besideOf(fault),
    async attempt(prefix, options) {
      const trial = await tryLiveFault(fault, prefix, options);
      return { outcome: liveOutcomeOf(trial), details: detailsOf(trial) };
    },
  };
}

/** What is told at once is told in milliseconds, and those count. */
function besideOf({ isRace, sign, isEarlier }: LiveFault): Beside {
  if (isRace) return "nothing";
  const isTold = sign === "told" || sign === "client";
  return isTold && !isEarlier ? "many" : "most";
}

/** Judges a trial of a watch: what is published of it. */
function liveOutcomeOf(trial: LiveTrial): Outcome {
  const { fault, namedAfterMs, recoveredAfterMs, naming, contention } = trial;
  const { name, truth, or = [], proxy } = fault;
  return {
    scenario: name,
    phase: phaseOf(fault),
    truth,
    or,
    isProxied: proxy !== undefined,
    hasAgent: fault.agent !== undefined,
    bound: boundOf(fault),
    said: saidIn(trial),
    verdictMs: namedAfterMs === null
      ? null
      : Math.max(0, namedAfterMs - naming.lostMs),
    recoveryMs: recoveredAfterMs,
    packets: null,
    subprocesses: null,
    isStarved: naming.isStarved || contention.isStarved,
    wrong: wrongInLive(trial),
    late: lateIn(trial),
  };
}

function phaseOf({ isEarlier }: LiveFault): Phase {
  return isEarlier ? "before-connect" : "after-connect";
}

function boundOf({ sign, intervalMs = 500, isEarlier }: LiveFault): Bound {
  if (isEarlier) return "silent";
  if (sign === "quiet") return "session";
  if (sign !== "silent" || intervalMs === 1000) return sign;
  return intervalMs < 1000 ? "quick" : "slow";
}

/** Time in which others held the processors is not the program's. */
function lateIn(trial: LiveTrial): string[] {
  const { fault, namedAfterMs, recoveredAfterMs, naming } = trial;
  return [
    ...over("ms", (namedAfterMs ?? 0) - naming.waitedMs, namedWithinMs(fault)),
    ...over("ms back", recoveredAfterMs ?? 0, recoveredWithinMs(fault)),
  ];
}

function over(what: string, usedMs: number, mostMs: number | null): string[] {
  if (mostMs === null || usedMs <= mostMs) return [];
  return [`${usedMs.toFixed(0)} ${what} of ${mostMs.toFixed(0)}`];
}

function detailsOf({ moves, madeMs, contention }: LiveTrial): string[] {
  const lines = moves.map(({ move, arrivedMs }) => {
    const { from, to, cause, misses, verdict } = move;
    const said = verdict === null
      ? ""
      : `${verdict.mode} (${verdict.candidates.join(", ")})`;
    const atMs = (arrivedMs - madeMs).toFixed(0).padStart(7);
    return `${atMs} ${from} -> ${to} ${cause} ${misses ?? ""} ${said}`;
  });
  return [busyLine(contention), ...lines];
}
