import type { ObservedSegment } from "../../model/segment.ts";
import type { Verdict } from "../../model/verdict.ts";

/** Something that is still being looked at. */
export interface PendingLook {
  /** The segment that it has come to. */
  readonly segment: ObservedSegment;
  /**
   * `attempt`: it can itself reach the target, or states a fact that decides
   * its segment. `contrast`: it only helps to tell candidates apart.
   */
  readonly kind: "attempt" | "contrast";
}

/**
 * Whether a verdict cannot change any more, whatever the pending looks say.
 *
 * A healthy path waits for every other attempt, since another address family
 * may yet fail. A certain verdict rests on an answer or on a kernel's fact and
 * waits for attempts at its own segment only. Everything else waits for all.
 */
export function isSettled(
  verdict: Verdict | null,
  pending: readonly PendingLook[],
): boolean {
  if (pending.length === 0) return true;
  const attempts = pending.filter(({ kind }) => kind === "attempt");
  if (verdict === null) return attempts.length === 0;
  if (!verdict.certain || CATCH_ALLS.includes(verdict.mode)) return false;
  return attempts.every(({ segment }) => segment !== verdict.segment);
}

/** Verdicts that hold only as long as nothing better is found. */
const CATCH_ALLS: readonly string[] = [
  "unknown",
  "not-permitted",
  "observer-overloaded",
  "family-broken",
  "degraded",
];
