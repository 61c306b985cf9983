import type { FailureMode } from "../../src/model/failure_modes.ts";
import type { WatchTransition } from "../../src/model/watch_transition.ts";
import { agentArguments, agentEnv, agentFlags } from "./agent.ts";
import type { Contention } from "./contention.ts";
import { Lab } from "./lab.ts";
import type { LiveFault } from "./live_fault.ts";
import { isWord } from "./live_judgement.ts";
import { LiveWatch, type TimedMove } from "./live_watch.ts";
import { pause } from "./processes.ts";
import { startServices } from "./services.ts";
import { PERMISSIONS, type TrialOptions, UNPRIVILEGED } from "./trial.ts";

/** What one trial of a fault of a live session gave; times in milliseconds. */
export interface LiveTrial {
  /** The fault made. */
  readonly fault: LiveFault;
  /** All moves, and when they came, as of `performance.now()`. */
  readonly moves: readonly TimedMove[];
  /** Moves of a session that nothing was wrong with; none are right. */
  readonly falseMoves: readonly TimedMove[];
  /** Moves from the fault until it was mended. */
  readonly faultMoves: readonly TimedMove[];
  /** Moves after that. */
  readonly laterMoves: readonly TimedMove[];
  /** The first word on the fault; absent where there was none. */
  readonly named?: TimedMove;
  /** When the making of the fault began. */
  readonly makeBeganMs: number;
  /** When it was made. */
  readonly madeMs: number;
  /** From the fault to its name; `null` where there was none. */
  readonly namedAfterMs: number | null;
  /** From the mended fault to a session; `null` where there was none. */
  readonly recoveredAfterMs: number | null;
  /** How busy the processors were from the fault to its name. */
  readonly naming: Contention;
  /** How busy they were from the first session to the end of the trial. */
  readonly contention: Contention;
  /** What the program said on standard error. */
  readonly complaint: string;
}

/** Beats of a session before it is broken. */
const BEATS = 4;

/** Longest time until the first session. */
const ONLINE_MS = 15_000;

/** Longest time that a name is waited for: the slowest plain rule takes 5 s. */
const NAMED_MS = 10_000;

/** Time in which better evidence may refine a name. */
const REFINED_MS = 1200;

/** Longest time until a session after the fault: delays reach 10 s. */
const RECOVERED_MS = 25_000;

/**
 * A machine that is lost is asked for once a second (ARP): where in that second
 * it comes back is chance, as in life, and not the lab's doing.
 */
const ARP_MS = 1000;

/**
 * Longest time until an agent has told of an outage that is over: it may start
 * after the proxy on its machine, and is asked after 1, 3 and 7 s.
 */
const AGENT_TELLS_MS = 10_000;

/** Time in which a session that is back has to stay. */
const STAYS_MS = 800;

/** Longest time until what remains to be told of one that is back is told. */
const FLAW_MS = 4000;

/** How long an agent sees its machine well before something breaks. */
const AGENT_STARTS_MS = 1000;

/** How long a quiet fault is watched where it does not say. */
const QUIET_MS = 8000;

/** Breaks a live session in a lab of its own, and lets the program name it. */
export async function tryLiveFault(
  fault: LiveFault,
  prefix: string,
  options: TrialOptions,
): Promise<LiveTrial> {
  const lab = await Lab.open(prefix, options.program);
  try {
    await startServices(lab, fault.services);
    if (fault.isEarlier) {
      // What an agent has not seen well it cannot know to have changed.
      if (fault.agent !== undefined) await pause(AGENT_STARTS_MS);
      await fault.make(lab);
    }
    const command = lab.inside("client", commandOf(fault, lab));
    const watch = new LiveWatch(command, {
      start: lab.startOnTrial,
      env: agentEnv(fault.agent),
    });
    try {
      return await breakSession(lab, fault, watch, options);
    } finally {
      await watch.stop();
    }
  } finally {
    await lab.close();
  }
}

async function breakSession(
  lab: Lab,
  fault: LiveFault,
  watch: LiveWatch,
  { whileBroken, quietMs }: TrialOptions,
): Promise<LiveTrial> {
  const { moves } = watch;
  const started = fault.isEarlier ? 0 : await steady(watch, fault);
  const contention = lab.beginContention();

  const made = fault.isEarlier ? 0 : moves.length;
  const makeBeganMs = performance.now();
  if (!fault.isEarlier) await fault.make(lab);
  const naming = lab.beginContention();
  const madeMs = performance.now();
  const patient = quietMs === undefined ? fault : { ...fault, quietMs };
  const named = await firstWord(watch, patient, made);
  const namingContention = naming();
  const isRefined = named !== undefined && fault.undo !== undefined;
  if (isRefined) await pause(REFINED_MS);

  await whileBroken?.(lab, fault);
  const { mended, mendedMs } = await mend(lab, fault, watch, named);
  const back = named && await watch.until(mended, RECOVERED_MS, isOnline);
  if (back !== undefined) {
    await pause(STAYS_MS);
    await lastWord(watch, fault, { made, back: moves.indexOf(back) });
  }
  const all = [...moves];
  return {
    fault,
    moves: all,
    falseMoves: all.slice(started, made),
    faultMoves: all.slice(made, mended),
    laterMoves: all.slice(mended),
    ...(named !== undefined && { named }),
    makeBeganMs,
    madeMs,
    namedAfterMs: named === undefined
      ? null
      : Math.max(0, named.arrivedMs - madeMs),
    recoveredAfterMs: back === undefined ? null : back.arrivedMs - mendedMs,
    naming: namingContention,
    contention: contention(),
    complaint: await watch.stop(),
  };
}

/** Mends it; tells which move is the first after that, and when it was. */
async function mend(
  lab: Lab,
  { undo }: LiveFault,
  { moves }: LiveWatch,
  named: TimedMove | undefined,
): Promise<{ readonly mended: number; readonly mendedMs: number }> {
  // What has no mending is over as soon as a new session is tried.
  if (named !== undefined && undo === undefined) {
    return { mended: moves.indexOf(named) + 1, mendedMs: named.arrivedMs };
  }
  if (named !== undefined) await pause(Math.random() * ARP_MS);
  const mended = moves.length;
  if (named !== undefined) await undo?.(lab);
  return { mended, mendedMs: performance.now() };
}

/** Waits for some beats of a session; gives how many moves it took. */
async function steady(watch: LiveWatch, fault: LiveFault): Promise<number> {
  const online = await watch.until(0, ONLINE_MS, isOnline);
  if (online === undefined) {
    throw new Error(`Cannot try ${fault.name}: ${await watch.stop()}`);
  }
  const moves = watch.moves.indexOf(online) + 1;
  await pause(BEATS * (fault.intervalMs ?? 500));
  return moves;
}

/** Waits for what is told of a session that is back, and of its outage. */
async function lastWord(
  watch: LiveWatch,
  { flaw, agent, truth }: LiveFault,
  from: { readonly made: number; readonly back: number },
): Promise<void> {
  const isOf = (mode: FailureMode | null) => ({ verdict }: WatchTransition) =>
    verdict?.mode === mode;
  if (flaw !== undefined) await watch.until(from.back, FLAW_MS, isOf(flaw));
  if (agent === undefined) return;
  await watch.until(from.made, AGENT_TELLS_MS, isOf(truth));
}

/** The first word on a fault; its silence where there is no word. */
async function firstWord(
  watch: LiveWatch,
  { sign, quietMs = QUIET_MS }: LiveFault,
  from: number,
): Promise<TimedMove | undefined> {
  if (sign === "quiet") {
    await pause(quietMs);
    return undefined;
  }
  const isOffline = ({ to }: WatchTransition) => to === "offline";
  const word = await watch.until(
    from,
    NAMED_MS,
    (move) => isOffline(move) && isWord(move.verdict),
  );
  return word ?? await watch.until(from, 0, isOffline);
}

function isOnline({ to, from }: WatchTransition): boolean {
  return to === "online" && from !== "online";
}

function commandOf(fault: LiveFault, lab: Lab): string[] {
  const { target, proxy, intervalMs, arguments: more = [], agent } = fault;
  return [
    ...UNPRIVILEGED,
    Deno.execPath(),
    ...["run", "--no-prompt", "--no-config", ...PERMISSIONS],
    ...agentFlags(agent),
    ...[lab.program, "watch", target, "--format", "ndjson", ...more],
    ...agentArguments(agent),
    ...proxy === undefined ? [] : ["--proxy", proxy],
    ...intervalMs === undefined ? [] : ["--interval", `${intervalMs}ms`],
  ];
}
