import type { Channel } from "../io/io.ts";
import type { ObservationDetail, Outcome } from "../model/observation.ts";
import type { Target } from "../model/target.ts";
import type { ClientProtocolOptions } from "../wire/heartbeat/protocols.ts";
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

/** What the protocol leaves open, as the user chose it. */
export interface SpokenOptions extends ClientProtocolOptions {
  /** Time between beats, in milliseconds. @default the protocol's */
  readonly intervalMs?: number;
}

/** What is known of a session beside its target. */
export interface OpenOptions {
  /**
   * What one round trip takes, in milliseconds.
   * @default undefined not known
   */
  readonly rttMs?: number | undefined;
  /** How its protocol is spoken. @default as the scheme says */
  readonly spoken?: SpokenOptions | undefined;
}

/** How a protocol opens; it ends with its context at the latest. */
export type Open = (
  channel: Channel,
  context: ProbeContext,
  target: Target,
  options: OpenOptions,
) => Promise<Opening>;
