import type { Io } from "../io/io.ts";
import type {
  Observation,
  ObservationDetail,
  Outcome,
  ProbeName,
} from "../model/observation.ts";
import type { ObservedSegment } from "../model/segment.ts";

/** What a look is about. */
export interface LookOptions {
  /** Which probe looks. */
  readonly probe: ProbeName;
  /** Which segment it looks at. */
  readonly segment: ObservedSegment;
  /** What it looks at: an interface, a host, `host:port`, a name. */
  readonly subject: string;
}

/** A look that has begun. */
export interface Look {
  /** Milliseconds since the look began. */
  elapsedMs(): number;
  /** Ends the look with what was seen; may be called for each fact seen. */
  end(outcome: Outcome, detail?: ObservationDetail): Observation;
}

/** Begins a look: reads each clock once, so that one fact has one time. */
export function startLook(options: LookOptions, io: Io): Look {
  const at = new Date(io.clock.wallMs()).toISOString();
  const startMs = io.clock.monotonicMs();
  const elapsedMs = () => io.clock.monotonicMs() - startMs;
  return {
    elapsedMs,
    end: (outcome, detail = {}) => ({
      ...options,
      outcome,
      at,
      tookMs: Math.round(elapsedMs() * 1000) / 1000,
      detail,
    }),
  };
}
