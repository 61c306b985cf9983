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
  /** Whether the session is alive with too much delay. */
  readonly degraded: boolean;
}

/** Before the first answer. */
export const UNKNOWN_QUALITY: Quality = {
  window: [],
  bestMs: null,
  medianMs: 0,
  jitterMs: 0,
  streak: 0,
  degraded: false,
};

/**
 * Notes a round-trip time. After three bad windows of ten the session is
 * degraded: the median is three times the best one and 20 ms more, or one
 * answer differs from the next by a quarter of the interval on average; after
 * five good ones it is well again.
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
  const degraded = quality.degraded
    ? streak > -GOOD_WINDOWS
    : streak >= BAD_WINDOWS;
  return { window: [], bestMs, medianMs, jitterMs, streak, degraded };
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function jitterOf(numbers: readonly number[]): number {
  let sum = 0;
  for (let index = 1; index < numbers.length; index++) {
    sum += Math.abs((numbers[index] ?? 0) - (numbers[index - 1] ?? 0));
  }
  return sum / (numbers.length - 1);
}
