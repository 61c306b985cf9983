import type { DetectorState } from "./detector_state.ts";
import { doubtMore } from "./local_health.ts";
import { forgetWaiting } from "./round_trip.ts";

/**
 * Least lateness of a timer that counts as a stall of this process, in
 * milliseconds: a busy but healthy event loop is late by less.
 */
const STALL_MS = 100;

/** How late a timer may be before it says that this process was held up. */
export function stallGuardMs(intervalMs: number): number {
  return Math.max(STALL_MS, intervalMs / 4);
}

/**
 * Takes a delay of this process off every age. An overdue beat is due now; one
 * that is not overdue keeps its time, as the plain rule counts it.
 *
 * @param state The state before.
 * @param atMs Now.
 * @returns The state after, due again at once; or `null` if the tick is not
 * late.
 */
export function excuseDelay(
  state: DetectorState,
  atMs: number,
): DetectorState | null {
  const { nextAtMs, beatAtMs, heardAtMs, suspectAtMs } = state;
  const guardMs = stallGuardMs(state.options.intervalMs);
  const lateMs = atMs - (nextAtMs ?? atMs);
  if (lateMs <= guardMs) return null;
  return {
    ...state,
    nextAtMs: atMs,
    beatAtMs: atMs - beatAtMs > guardMs ? atMs : beatAtMs,
    heardAtMs: heardAtMs + lateMs,
    suspectAtMs: suspectAtMs === null ? null : suspectAtMs + lateMs,
    roundTrip: forgetWaiting(state.roundTrip),
    health: doubtMore(state.health, atMs),
  };
}
