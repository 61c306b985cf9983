import type { Observation } from "./observation.ts";
import type { Phase, StateName } from "./state.ts";
import type { PathSegment, Verdict } from "./verdict.ts";

/** Name and version of the shape below. */
export const DIAGNOSIS_SCHEMA = "faultline/diagnosis@1";

/** One move of the state machine, as a diagnosis prints it. */
export interface DiagnosisTransition {
  /** The state left. */
  readonly from: StateName;
  /** The state entered. */
  readonly to: StateName;
  /** What caused the move. */
  readonly cause: string;
  /** Milliseconds since the diagnosis began. */
  readonly sinceMs: number;
}

/** The result of one diagnosis: `diagnose --format json` prints it as it is. */
export interface Diagnosis {
  /** {@linkcode DIAGNOSIS_SCHEMA}. */
  readonly schema: typeof DIAGNOSIS_SCHEMA;
  /** The target, as a URL without credentials. */
  readonly target: string;
  /** The proxy, as a URL without credentials, or `null`. */
  readonly proxy: string | null;
  /** Whether a session existed before. */
  readonly phase: Phase;
  /** Whether the target is reachable and answers as it should. */
  readonly healthy: boolean;
  /** Where the state machine ended. */
  readonly state: StateName;
  /** How it got there. */
  readonly transitions: readonly DiagnosisTransition[];
  /** What is broken, or `null` when healthy. */
  readonly verdict: Verdict | null;
  /** The path, nearest segment first. */
  readonly path: readonly PathSegment[];
  /** All that was seen, in the order in which the looks ended. */
  readonly observations: readonly Observation[];
  /** When the diagnosis began, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** How long it took, in milliseconds on a monotonic clock. */
  readonly elapsedMs: number;
}
