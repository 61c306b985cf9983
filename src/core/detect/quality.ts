import { RETRANSMITTED_MS } from "./round_trip.ts";

/** Round trips of one window: enough for a median, few enough to be soon. */
const WINDOW = 10;

/** Bad windows in a row until a session counts as degraded. */
const BAD_WINDOWS = 3;

/** Good windows in a row until it counts as well again. */
const GOOD_WINDOWS = 5;

/** How many times its best median a median may be. */
const SLOWER = 3;

/**
 * Least delay over the best median that is worth a word, in milliseconds: on a
 * LAN three times the usual is still nothing.
 */
const NOTABLE_MS = 20;

/** Which part of an interval answers may differ by, one from the next. */
const JITTER = 1 / 4;

/** Windows over which late answers are counted: a hundred round trips. */
const LOSS_WINDOWS = 10;

/**
 * Most late answers in that many windows on a path that is well. Two packets
 * lost in a hundred delay four round trips, since each crosses the path twice.
 * A Wi-Fi that loses two in a thousand has five late ones once in days.
 */
const MAX_LATE = 4;

/** How well a session answers. */
export interface Quality {
  /** Round-trip times of the window that runs, in milliseconds. */
  readonly window: readonly number[];
  /** The best median of a window so far. */
  readonly bestMs: number | null;
  /** The last median and the mean difference between neighbours. */
  readonly medianMs: number;
  /** Mean difference of one round-trip time from the next. */
  readonly jitterMs: number;
  /** Windows in a row that were bad, as a positive number, or good. */
  readonly streak: number;
  /** Answers of each of the last windows that came late, oldest first. */
  readonly late: readonly number[];
  /** Whether so many came late that the path loses packets. */
  readonly lossy: boolean;
  /** Whether answers take too long, or differ too much. */
  readonly slow: boolean;
  /** Whether the session is alive with too much delay or loss. */
  readonly degraded: boolean;
}

/** Before the first answer. */
export const UNKNOWN_QUALITY: Quality = {
  window: [],
  bestMs: null,
  medianMs: 0,
  jitterMs: 0,
  streak: 0,
  late: [],
  lossy: false,
  slow: false,
  degraded: false,
};

/**
 * Notes a round-trip time. After three bad windows of ten the session is
 * degraded: the median is three times the best one and 20 ms more, or one
 * answer differs from the next by a quarter of the interval on average; after
 * five good ones it is well again.
 *
 * It is degraded, too, when more than four of the last hundred answers came
 * late, in three windows at least, until five windows have none. Late is 200
 * ms over the median of its window: on a stream the loss of a beat or of its
 * answer shows as that, and as nothing else, since the system sends it again
 * after so long. What cannot be seen: whether a packet was lost on the way
 * there or back, or whether the far application itself paused; a lost
 * acknowledgement, which delays nothing; and any loss where the server sends
 * the beats, since no round trip is known there.
 *
 * @param quality What was known.
 * @param roundTripMs The time, in milliseconds.
 * @param intervalMs Time between beats, in milliseconds.
 * @returns What is known now.
 */
export function onRoundTrip(
  quality: Quality,
  roundTripMs: number,
  intervalMs: number,
): Quality {
  const window = [...quality.window, roundTripMs];
  if (window.length < WINDOW) return { ...quality, window };
  const medianMs = medianOf(window);
  const jitterMs = jitterOf(window);
  const bestMs = Math.min(quality.bestMs ?? medianMs, medianMs);
  const isSlow = medianMs > SLOWER * bestMs && medianMs > bestMs + NOTABLE_MS;
  const isBad = isSlow || jitterMs > JITTER * intervalMs;
  const streak = isBad
    ? Math.max(0, quality.streak) + 1
    : Math.min(0, quality.streak) - 1;
  const counts = [...quality.late, lateIn(window, medianMs)]
    .slice(-LOSS_WINDOWS);
  const lossy = isLossy(counts, quality.lossy);
  // What made the loss that is over does not make another.
  const late = quality.lossy && !lossy ? [] : counts;
  const slow = quality.slow ? streak > -GOOD_WINDOWS : streak >= BAD_WINDOWS;
  const flaws = { lossy, slow, degraded: lossy || slow };
  return { window: [], bestMs, medianMs, jitterMs, streak, late, ...flaws };
}

function lateIn(window: readonly number[], medianMs: number): number {
  return window.filter((ms) => ms - medianMs >= RETRANSMITTED_MS).length;
}

function isLossy(late: readonly number[], wasLossy: boolean): boolean {
  if (wasLossy) return late.slice(-GOOD_WINDOWS).some((count) => count > 0);
  const windows = late.filter((count) => count > 0).length;
  return windows >= BAD_WINDOWS && sumOf(late) > MAX_LATE;
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function jitterOf(numbers: readonly number[]): number {
  let sum = 0;
  for (let index = 1; index < numbers.length; index++) {
    sum += Math.abs((numbers[index] ?? 0) - (numbers[index - 1] ?? 0));
  }
  return sum / (numbers.length - 1);
}
