import type { ClientProtocol } from "../../wire/heartbeat/heartbeat_codec.ts";
import type { FaultSign } from "./live_faults.ts";

/** What a session is held by, and what a scene waits for. */
export interface LiveLimits {
  /** Time between beats, in milliseconds. */
  readonly intervalMs: number;
  /**
   * Missing beats that are the end, by the plain rule; absent where the
   * default rule doubts early enough to learn the cause.
   */
  readonly misses?: number;
  /** How long the session stands before it is broken, in milliseconds. */
  readonly settleMs: number;
  /** Longest from the fault to its name, in milliseconds. */
  readonly namedMs: number;
  /**
   * Longest from the repair, or the name, to the session that works again, in
   * milliseconds.
   */
  readonly backMs: number;
}

/**
 * Time between beats, in milliseconds: short, so that a silence is seen soon,
 * and shorter where many beats are waited for.
 */
const INTERVALS_MS = { end: 500, silence: 600, slowness: 100 } as const;

/** How long a session stands before it is broken, in milliseconds. */
const SETTLE_MS = {
  end: 200,
  silence: 1200,
  // The first window of `quality.ts`, of ten answers, and more.
  slowness: 1200,
} as const;

/** One window of ten that has begun, and the three that are bad. */
const BEATS_TO_SLOWNESS = 40;

/** One window of ten that has begun, and the five that are good. */
const BEATS_TO_WELLNESS = 60;

/** Longest from an end of the stream to its name, in milliseconds. */
const END_NAMED_MS = 200;

/**
 * Longest from a repair to a session, in milliseconds. Where the client does
 * not ask, a server's first beat is waited for beside: by the scout that finds
 * it back, and by the attempt that follows.
 */
const BACK_MS = 1000;

/**
 * How late a timer may run, and a look from outside may say its word, in
 * milliseconds; that much counts as no starvation (`src/probe/self.ts`).
 */
const SLACK_MS = 100;

/** So many, that answers which come late are not called silence. */
const SLOWNESS_MISSES = 20;

/**
 * Time between beats where the server beats by itself, in milliseconds. A fresh
 * session is silent until its first beat: where the stream ended, that beat
 * must come within the time to the name.
 */
const UNASKED_MS = { end: 100, silence: 1000 } as const;

/**
 * How long things may take. A silence is named by the plain rule of the
 * protocol at the latest: with beats of the client `misses + 1` intervals
 * after the last answer (`miss_counter.ts`), else `misses` intervals after
 * the server's last beat (`elapsed_time.ts`).
 *
 * @param sign How the fault shows.
 * @param protocol What the client speaks.
 */
export function liveLimits(
  sign: FaultSign,
  protocol: Pick<ClientProtocol, "misses" | "beatsFrom">,
): LiveLimits {
  const isAsked = protocol.beatsFrom === "client";
  const { intervalMs, misses } = heldBy(sign, isAsked);
  const silences = misses ?? protocol.misses + (isAsked ? 1 : 0);
  const namedMs = {
    end: END_NAMED_MS,
    silence: silences * intervalMs + SLACK_MS,
    slowness: BEATS_TO_SLOWNESS * intervalMs + SLACK_MS,
  };
  const firstBeatsMs = isAsked ? 0 : 2 * intervalMs;
  return {
    intervalMs,
    ...(misses !== undefined && { misses }),
    settleMs: SETTLE_MS[sign],
    namedMs: namedMs[sign],
    backMs: sign === "slowness"
      ? BEATS_TO_WELLNESS * intervalMs + SLACK_MS
      : BACK_MS + firstBeatsMs,
  };
}

function heldBy(
  sign: FaultSign,
  isAsked: boolean,
): { readonly intervalMs: number; readonly misses?: number } {
  if (sign === "slowness") {
    return { intervalMs: INTERVALS_MS.slowness, misses: SLOWNESS_MISSES };
  }
  return { intervalMs: isAsked ? INTERVALS_MS[sign] : UNASKED_MS[sign] };
}
