import type { Policy } from "../../model/policy.ts";
import type { Flap } from "../../model/state.ts";

/** Reckons the penalty at a time: `p · 2^(−Δt / half-life)`. */
export function decayedPenalty(
  flap: Flap,
  atMs: number,
  policy: Policy,
): number {
  return flap.penalty * 2 ** (-(atMs - flap.atMs) / policy.flapHalfLifeMs);
}

/** Counts one outage; flapping begins where the penalty reaches its limit. */
export function countOutage(flap: Flap, atMs: number, policy: Policy): Flap {
  const penalty = decayedPenalty(flap, atMs, policy) + 1;
  const flapping = flap.flapping || penalty >= policy.flapOnPenalty;
  return { penalty, atMs, flapping };
}

/**
 * Ends flapping where the penalty has decayed far enough. To be called on a
 * stable session only.
 */
export function calmDown(flap: Flap, atMs: number, policy: Policy): Flap {
  const calm = decayedPenalty(flap, atMs, policy) < policy.flapOffPenalty;
  return flap.flapping && calm ? { ...flap, flapping: false } : flap;
}
