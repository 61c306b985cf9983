import type { FailureMode } from "../../src/model/failure_modes.ts";
import type { AgentWay } from "./agent.ts";
import type { Lab } from "./lab.ts";
import type { Service } from "./services.ts";

/**
 * Who tells of a fault, and thus how soon it is named: this host's own kernel,
 * a peer that closes or refuses, or nobody, so that silence is all there is.
 */
export type LiveSign = "client" | "told" | "silent";

/** How a session is had: what is asked, and by which way. */
export interface LiveWay {
  /** What is watched. */
  readonly target: string;
  /** The proxy that is used. @default none */
  readonly proxy?: string;
  /** What runs on the hosts. */
  readonly services: readonly Service[];
  /** By which way the agent is asked, whose word leaves one name. */
  readonly agent?: AgentWay;
  /** Further arguments of `watch`. @default none */
  readonly arguments?: readonly string[];
  /** Time between beats, in milliseconds. @default 500 */
  readonly intervalMs?: number;
}

/** One fault of the lab that meets a session which stands. */
export interface LiveFault extends LiveWay {
  /** Name. */
  readonly name: string;
  /** What is really wrong; `null` where nobody may notice. */
  readonly truth: FailureMode | null;
  /**
   * What looks the same from the client: other candidates that are no error.
   * @default none
   */
  readonly or?: readonly FailureMode[];
  /**
   * Who tells of it; `quiet` where the session lives on, and an outage would
   * be a false one.
   */
  readonly sign: LiveSign | "quiet";
  /** For how long a quiet one is watched, in milliseconds. @default 8000 */
  readonly quietMs?: number;
  /** Whether an outage is no error where it is quiet. @default {false} */
  readonly mayEnd?: true;
  /** What a session that is back is said to lack. @default nothing */
  readonly flaw?: FailureMode;
  /** Whether it is there before the program starts. @default {false} */
  readonly isEarlier?: true;
  /**
   * Whether it must be over before it is seen as another fault, so that it has
   * the machine for itself. @default {false}
   */
  readonly isRace?: true;
  /** Makes the fault. */
  readonly make: (lab: Lab) => Promise<void>;
  /** Mends it. @default a new session mends it by itself */
  readonly undo?: (lab: Lab) => Promise<void>;
}

/** Longest time to the name, in milliseconds. */
const NAMED_MS = { client: 150, told: 250 } as const;

/** The same for silence, in intervals: as many as the plain rules count. */
const SILENT_INTERVALS = 3;

/** The same for silence where beats come each 500 ms. */
const SILENT_AT_500_MS = 2000;

/** The same from the start of a program that meets a silence, in ms. */
const BEFORE_CONNECT_MS = 2500;

/** Longest time from a fault's end to a session, in milliseconds. */
const RECOVERED_MS = 1000;

/** Longest time from a fault's end to a session, in milliseconds. */
export function recoveredWithinMs(
  { target, intervalMs = 500 }: LiveFault,
): number {
  // A server that beats is heard an interval after the connection stands.
  return RECOVERED_MS + (target.startsWith("json:") ? intervalMs : 0);
}

/** Longest time from a fault to its name; `null` where none is expected. */
export function namedWithinMs(fault: LiveFault): number | null {
  const { sign, intervalMs = 500, isEarlier } = fault;
  if (sign === "quiet") return null;
  if (isEarlier) return BEFORE_CONNECT_MS;
  return sign === "silent"
    ? Math.max(SILENT_AT_500_MS, SILENT_INTERVALS * intervalMs)
    : NAMED_MS[sign];
}
