/** RFC 6298 §2.1: the time-out before anything was measured, in ms. */
const INITIAL_RTO_MS = 1000;

/** RFC 6298 §2.3: weight of a new sample in the smoothed round-trip time. */
const ALPHA = 1 / 8;

/** RFC 6298 §2.3: weight of a new sample in the variation. */
const BETA = 1 / 4;

/** RFC 6298 §2.3: how many variations above the mean are still expected. */
const K = 4;

/** RFC 6298 §2.3, clock granularity: what a monotonic clock is read to, in ms. */
const GRANULARITY_MS = 1;

/**
 * Least retransmission time-out of Linux (`TCP_RTO_MIN`, measured 204 ms), in
 * milliseconds: an answer that took longer than usual by that much was lost
 * once and sent again.
 */
export const RETRANSMITTED_MS = 200;

/**
 * Most beats whose times are kept. The plain rules allow a hundred unanswered
 * ones; the oldest of so many measure an outage, not a round trip.
 */
const MAX_WAITING = 16;

/** A beat that waits for its answer. */
export interface WaitingBeat {
  /** Its number, counted from 1. */
  readonly seq: number;
  /** When it was written. */
  readonly atMs: number;
}

/** How long answers take, as far as known. */
export interface RoundTrip {
  /** Beats written. */
  readonly sent: number;
  /** Number of the last beat that was answered. */
  readonly answered: number;
  /** Beats that wait for their answer, oldest first. */
  readonly waiting: readonly WaitingBeat[];
  /** The last round-trip time, in milliseconds. */
  readonly lastMs: number | null;
  /** The smoothed round-trip time (SRTT), in milliseconds. */
  readonly smoothedMs: number | null;
  /** Its variation (RTTVAR), in milliseconds. */
  readonly variationMs: number;
  /** Answers in a row that nothing delayed: a measure of loss. */
  readonly cleanAnswers: number;
}

/** Before the first beat. */
export const NO_ROUND_TRIP: RoundTrip = {
  sent: 0,
  answered: 0,
  waiting: [],
  lastMs: null,
  smoothedMs: null,
  variationMs: 0,
  cleanAnswers: 0,
};

/** Notes a beat that was written. */
export function beatSent(roundTrip: RoundTrip, atMs: number): RoundTrip {
  const seq = roundTrip.sent + 1;
  const kept = roundTrip.waiting.length < MAX_WAITING
    ? roundTrip.waiting
    : roundTrip.waiting.slice(1);
  return { ...roundTrip, sent: seq, waiting: [...kept, { seq, atMs }] };
}

/**
 * Notes an answer. It is matched to its beat by number, so that Karn's
 * ambiguity does not arise; on an ordered stream without numbers the oldest
 * beat without an answer is meant.
 *
 * `RTTVAR ← ¾·RTTVAR + ¼·|SRTT − R|; SRTT ← ⅞·SRTT + ⅛·R` (RFC 6298 §2.3).
 *
 * @param roundTrip What was known.
 * @param atMs When the answer was read.
 * @param seq Number of the beat that it answers, which answers all before it.
 * @returns What is known now. An answer to no beat of ours changes nothing.
 */
export function beatAnswered(
  roundTrip: RoundTrip,
  atMs: number,
  seq: number = roundTrip.answered + 1,
): RoundTrip {
  if (seq <= roundTrip.answered || seq > roundTrip.sent) return roundTrip;
  const beat = roundTrip.waiting.find((waiting) => waiting.seq === seq);
  const waiting = roundTrip.waiting.filter((waiting) => waiting.seq > seq);
  const known = { ...roundTrip, answered: seq, waiting };
  return beat === undefined ? known : sample(known, atMs - beat.atMs);
}

/** Drops the beats that wait: what they would measure is not the network. */
export function forgetWaiting(roundTrip: RoundTrip): RoundTrip {
  return roundTrip.waiting.length === 0
    ? roundTrip
    : { ...roundTrip, waiting: [] };
}

/** How long an answer may take: `SRTT + 4·RTTVAR` (RFC 6298 §2), in ms. */
export function answerTimeoutMs(
  { smoothedMs, variationMs }: RoundTrip,
): number {
  if (smoothedMs === null) return INITIAL_RTO_MS;
  return smoothedMs + Math.max(GRANULARITY_MS, K * variationMs);
}

function sample(roundTrip: RoundTrip, lastMs: number): RoundTrip {
  const { smoothedMs, variationMs, cleanAnswers } = roundTrip;
  if (smoothedMs === null) {
    return {
      ...roundTrip,
      lastMs,
      smoothedMs: lastMs,
      variationMs: lastMs / 2,
      cleanAnswers: 1,
    };
  }
  const error = Math.abs(smoothedMs - lastMs);
  const isClean = lastMs - smoothedMs < RETRANSMITTED_MS;
  return {
    ...roundTrip,
    lastMs,
    smoothedMs: (1 - ALPHA) * smoothedMs + ALPHA * lastMs,
    variationMs: (1 - BETA) * variationMs + BETA * error,
    cleanAnswers: isClean ? cleanAnswers + 1 : 0,
  };
}
