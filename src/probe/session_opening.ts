import type { Channel } from "../io/io.ts";
import type { ObservationDetail, Outcome } from "../model/observation.ts";
import type { Target } from "../model/target.ts";
import type { ProbeContext } from "./probe.ts";

/** What the first moment of a session told. */
export interface Opening {
  /** What was seen. */
  readonly outcome: Outcome;
  /** The raw facts. */
  readonly detail: ObservationDetail;
  /** The stream as the next layer shall see it, where it lives on. */
  readonly channel?: Channel;
}

/** How a protocol opens; it ends with its context at the latest. */
export type Open = (
  channel: Channel,
  context: ProbeContext,
  target: Target,
  rttMs?: number,
) => Promise<Opening>;
