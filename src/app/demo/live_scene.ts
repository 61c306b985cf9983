import type { FailureMode } from "../../model/failure_modes.ts";
import { parseTarget } from "../../model/target.ts";
import type { WatchTransition } from "../../model/watch_transition.ts";
import {
  clientProtocol,
  type ServerProtocolName,
} from "../../wire/heartbeat/protocols.ts";
import { watchWith } from "../watch.ts";
import type { WatchWorld } from "../watch_world.ts";
import type { LiveFault } from "./live_faults.ts";
import type { LiveIo } from "./live_io.ts";
import { type LiveLimits, liveLimits } from "./live_limits.ts";
import { LiveMoves, type Sighting } from "./live_moves.ts";
import { LiveStage } from "./live_stage.ts";
import type { Starvation } from "./starvation.ts";

/** A fault for one protocol. */
export interface LiveScene {
  /** What is spoken. */
  readonly protocol: ServerProtocolName;
  /** What is broken. */
  readonly fault: LiveFault;
}

/** A time that was measured, and the longest that it may be. */
export interface Delay {
  /** What was measured, in milliseconds; absent where nothing came. */
  readonly tookMs?: number;
  /** The longest that is right, in milliseconds, of a process that runs. */
  readonly limitMs: number;
  /** For how long of it this process was not let run, in milliseconds. */
  readonly starvedMs: number;
}

/** What a scene gave. */
export interface LiveResult {
  /** The name that was said first; `null` where none was said. */
  readonly mode: FailureMode | null;
  /** From the fault to its name. */
  readonly named: Delay;
  /** From the repair, or the name, to a session that works. */
  readonly back: Delay;
  /** Whether something was said before the fault was made. @default {false} */
  readonly tooEarly?: true;
}

/** What a scene is played with. */
export interface LivePlay {
  /** The world. */
  readonly io: LiveIo;
  /** The same for the watch, shared by all scenes. */
  readonly world: WatchWorld;
  /** Measures this process. */
  readonly starvation: Starvation;
  /** Ends the scene. */
  readonly signal: AbortSignal;
}

/**
 * How long is waited beyond what is right, in milliseconds: so that what comes
 * late is told with its time.
 */
const LATE_MS = 3000;

/**
 * Between attempts where only a person can end the outage, in milliseconds:
 * here it is the demo that ends it.
 */
const PERMANENT_RETRY_MS = 400;

/**
 * Holds a session with a server of ours, breaks it, waits for the name, and
 * for the session that follows the repair.
 *
 * @param scene What is broken.
 * @param play The world.
 * @returns What was said, and when.
 * @throws The reason of the signal.
 */
export async function playLiveScene(
  scene: LiveScene,
  play: LivePlay,
): Promise<LiveResult> {
  const { fault, protocol } = scene;
  const spoken = clientProtocol(parseTarget(`${protocol}://127.0.0.1`));
  const limits = liveLimits(fault.sign, spoken);
  const { intervalMs, misses } = limits;
  const stage = await LiveStage.set(play.io, { protocol, intervalMs });
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, play.signal]);
  const { relayed = false, proxied = false } = fault;
  const watch = watchWith(play.world, stage.target(relayed), {
    signal,
    intervalMs,
    ...(misses !== undefined && { misses }),
    policy: { permanentRetryMs: PERMANENT_RETRY_MS },
    ...(proxied && { proxy: stage.proxyUrl }),
  });
  const moves = new LiveMoves(play.io, watch);
  try {
    return await breakAndRepair(fault, {
      ...play,
      signal,
      stage,
      moves,
      limits,
    });
  } finally {
    ended.abort();
    await moves.end();
    await stage.clear();
    play.signal.throwIfAborted();
  }
}

/** A scene that is being played. */
interface Playing extends LivePlay {
  readonly stage: LiveStage;
  readonly moves: LiveMoves;
  readonly limits: LiveLimits;
}

async function breakAndRepair(
  fault: LiveFault,
  playing: Playing,
): Promise<LiveResult> {
  const { stage, moves, limits, signal } = playing;
  await sight(isWell, limits.backMs, playing);
  const early = await moves.until(isBroken, {
    timeoutMs: limits.settleMs,
    signal,
  });
  if (early !== undefined) return disturbed(early, limits);
  const isNamed = fault.sign === "slowness" ? isBroken : isOffline;
  const seen = await sight(
    isNamed,
    limits.namedMs,
    playing,
    () => fault.make(stage),
  );
  const back = await sight(
    isWell,
    limits.backMs,
    playing,
    () => fault.repair?.(stage),
  );
  const mode = seen.move?.verdict?.mode ?? null;
  return { mode, named: seen.delay, back: back.delay };
}

/** The session broke before it was broken: nothing was measured. */
function disturbed({ move }: Sighting, limits: LiveLimits): LiveResult {
  return {
    mode: move.verdict?.mode ?? null,
    named: { limitMs: limits.namedMs, starvedMs: 0 },
    back: { limitMs: limits.backMs, starvedMs: 0 },
    tooEarly: true,
  };
}

/** Waits for a move, from the moment at which something is done. */
async function sight(
  isWanted: (move: WatchTransition) => boolean,
  limitMs: number,
  { io, moves, starvation, signal }: Playing,
  act: () => void | Promise<void> = () => {},
): Promise<{ readonly move?: WatchTransition; readonly delay: Delay }> {
  const lostMs = starvation.totalMs();
  const startMs = io.clock.monotonicMs();
  const acting = act();
  const timeoutMs = limitMs + LATE_MS;
  const seen = await moves.until(isWanted, { timeoutMs, signal });
  await acting;
  const starvedMs = starvation.totalMs() - lostMs;
  if (seen === undefined) return { delay: { limitMs, starvedMs } };
  const tookMs = seen.atMs - startMs;
  return { move: seen.move, delay: { tookMs, limitMs, starvedMs } };
}

function isWell({ to, verdict }: WatchTransition): boolean {
  return to === "online" && verdict === null;
}

/** A suspicion alone is none. */
function isBroken({ to, verdict }: WatchTransition): boolean {
  return to === "offline" || (to === "online" && verdict !== null);
}

/** Offline without a cause is no name yet. */
function isOffline({ to, verdict }: WatchTransition): boolean {
  return to === "offline" && verdict !== null && verdict.mode !== "unknown";
}

/**
 * Whether a time is right: what the process was starved is not the watch's.
 *
 * @param delay The time.
 */
export function isInTime({ tookMs, limitMs, starvedMs }: Delay): boolean {
  return tookMs !== undefined && tookMs <= limitMs + starvedMs;
}
