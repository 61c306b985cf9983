import type { Policy } from "../../model/policy.ts";

/** What the delay before an attempt depends on. */
export interface ReconnectDelayOptions {
  /** The delay before this one; `null` for the first attempt. */
  readonly previousMs: number | null;
  /** Whether the cause lies in this machine, so that nobody else shares it. */
  readonly local: boolean;
  /** Whether only a person can end the outage. */
  readonly permanent: boolean;
  /** How long the outage lasts already, in milliseconds. */
  readonly outageMs: number;
  /** A random number from 0 to below 1. */
  readonly random: number;
}

/**
 * Reckons the delay before the next attempt.
 *
 * The first attempt comes at once after a local cause, else after
 * `U(0, first)`. Later ones follow decorrelated jitter,
 * `d ← min(cap, U(floor, 3·d))`: clients that lost the same peer spread out
 * instead of returning in waves. A permanent cause waits its own time.
 *
 * @returns The delay in milliseconds.
 * @throws {RangeError} If `random` is not from 0 to below 1.
 */
export function reconnectDelayMs(
  options: ReconnectDelayOptions,
  policy: Policy,
): number {
  const { previousMs, local, permanent, outageMs, random } = options;
  if (!(random >= 0 && random < 1)) {
    throw new RangeError(
      "Cannot reckon a delay as 'random' must be from 0 to below 1: " +
        `current value is ${random}`,
    );
  }
  if (permanent) return policy.permanentRetryMs;
  if (previousMs === null) return local ? 0 : random * policy.firstRetryMs;
  const floorMs = policy.retryFloorMs;
  const widthMs = 3 * Math.max(previousMs, floorMs) - floorMs;
  const capMs = outageMs < policy.longOutageMs
    ? policy.retryCapMs
    : policy.longRetryCapMs;
  return Math.min(capMs, floorMs + random * widthMs);
}
