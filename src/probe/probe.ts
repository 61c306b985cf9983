import type { Channel, Io } from "../io/io.ts";
import type { Observation } from "../model/observation.ts";

/** What every probe is given beside its own input. */
export interface ProbeContext {
  /** The world. */
  readonly io: Io;
  /**
   * Ends the probe at once. A probe that is ended returns what it knows; it
   * need not be complete, since nobody waits for it any more.
   */
  readonly signal: AbortSignal;
  /** The longest that the probe may wait for an answer, in milliseconds. */
  readonly timeoutMs: number;
}

/** What every probe gives back. */
export interface ProbeResult {
  /** The facts. Never empty, unless the probe was ended by its signal. */
  readonly observations: readonly Observation[];
  /**
   * The stream that the probe leaves open for the next layer, which then owns
   * it and closes it.
   */
  readonly channel?: Channel;
}

/**
 * The one signature of all probes: facts in a result, never a judgement, and
 * never a throw for a fault of the network.
 */
export type Probe<Input> = (
  input: Input,
  context: ProbeContext,
) => Promise<ProbeResult>;
