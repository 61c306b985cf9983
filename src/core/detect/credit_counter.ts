import type { DetectorState, Tick } from "./detector_state.ts";
import { tickMissCounter } from "./miss_counter.ts";

/**
 * One tick of the server-driven rule of the `json` protocol: if no credit is
 * left, the peer is dead; else send and take one off. The state counts the
 * credit that is spent, so that the tick is that of the miss counter; only
 * what an answer gives back differs.
 *
 * Detection: between `credit` and `credit + 1` intervals after the last
 * answer of a peer that answered all (five at 2 s: 10 to 12 s).
 *
 * @param state The state before.
 * @param atMs Now.
 * @returns What the tick led to.
 */
export function tickCredit(state: DetectorState, atMs: number): Tick {
  return tickMissCounter(state, atMs);
}

/**
 * An answer gives one credit back, never above the start: else a peer that
 * floods answers would never be found dead.
 *
 * @param spent The credit that is spent.
 * @returns What is spent after the answer.
 */
export function giveCreditBack(spent: number): number {
  return Math.max(0, spent - 1);
}
