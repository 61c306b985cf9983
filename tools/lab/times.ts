import { median } from "../bench/median.ts";

/** How some times spread, in milliseconds. */
export interface Times {
  /** Half of them are no longer. */
  readonly medianMs: number;
  /** 19 of 20 are no longer; with fewer than 20, the longest. */
  readonly p95Ms: number;
  /** The longest. */
  readonly worstMs: number;
}

/**
 * How some times spread.
 *
 * @param durationsMs The times, in any order; in milliseconds.
 * @returns The spread, by nearest rank; `null` where there is no time.
 */
export function timesOf(durationsMs: readonly number[]): Times | null {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const worstMs = sorted.at(-1);
  const p95Ms = sorted[Math.ceil(0.95 * sorted.length) - 1];
  if (worstMs === undefined || p95Ms === undefined) return null;
  return { medianMs: median(sorted), p95Ms, worstMs };
}
