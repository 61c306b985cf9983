/** Name and version of the answer in which an agent hands its journal over. */
export const JOURNAL_SCHEMA = "faultline/journal@1";

/**
 * How a link stood: enabled with a signal, enabled without one (a cable, a
 * switch), disabled by an administrator (`UP` cleared), or not there.
 */
export const LINK_STATES = ["up", "no-carrier", "disabled", "gone"] as const;

/** How a link stood. */
export type LinkState = typeof LINK_STATES[number];

/** The agent began, or the file did (`continued`); all states follow. */
export interface StartFact {
  /** The class of record. */
  readonly kind: "start";
  /** The system's name for this run of it; `null` where it gives none. */
  readonly bootId: string | null;
  /** The last sign of life before, ISO 8601; `null` where there is none. */
  readonly lastAliveAt: string | null;
  /** Whether the agent has run all the time. */
  readonly continued: boolean;
}

/** The agent was ended in order, or could not see for a while. */
export interface PauseFact {
  /** The class of record. */
  readonly kind: "stop" | "blind";
}

/** A link stands so from now on. */
export interface LinkFact {
  /** The class of record. */
  readonly kind: "link";
  /** The interface. */
  readonly device: string;
  /** How it stands. */
  readonly state: LinkState;
}

/** An address came or went. */
export interface AddressFact {
  /** The class of record. */
  readonly kind: "address";
  /** The interface. */
  readonly device: string;
  /** The address, without prefix length. */
  readonly address: string;
  /** Whether it is there from now on. */
  readonly present: boolean;
}

/** A default route came or went. For people; no verdict rests on it. */
export interface RouteFact {
  /** The class of record. */
  readonly kind: "route";
  /** The interface. */
  readonly device: string;
  /** The next hop; `null` where there is none. */
  readonly gateway: string | null;
  /** Whether it is there from now on. */
  readonly present: boolean;
}

/** What a record can tell. */
export type JournalFact =
  | StartFact
  | PauseFact
  | LinkFact
  | AddressFact
  | RouteFact;

/** When something was seen, by the clocks of the agent's machine. */
export interface JournalTime {
  /** By its wall clock, ISO 8601 in UTC. */
  readonly at: string;
  /**
   * Milliseconds since it was started, sleep included; `null` where the system
   * may not be asked.
   */
  readonly upMs: number | null;
}

/** One record of a journal. */
export type JournalRecord =
  & JournalTime
  & {
    /** Counted from 1; a number that is missing is a record that was lost. */
    readonly n: number;
  }
  & JournalFact;

/** A journal as an agent handed it over. */
export interface Journal {
  /** The agent's clocks when it answered. */
  readonly now: JournalTime & {
    /** The system's name for this run of it. */
    readonly bootId: string | null;
  };
  /** Lines of its file that could not be read. */
  readonly damaged: number;
  /** The records, oldest first. */
  readonly records: readonly JournalRecord[];
}

/** A journal, and when it was handed over. */
export interface DatedJournal extends Journal {
  /** In the middle of the exchange, by the reader's wall clock, ISO 8601. */
  readonly readAt: string;
  /** By how much that may be wrong: half the exchange, in milliseconds. */
  readonly errorMs: number;
}

/**
 * Most bytes of one of the two files of a journal, of which the older goes
 * when the newer is full: some 1500 records, more than a year of an ordinary
 * machine, and minutes of the worst flapping that is written down.
 */
export const MAX_JOURNAL_FILE_BYTES = 262_144;

/** Most bytes of an answer: both files, and its own braces and head. */
export const MAX_JOURNAL_ANSWER_BYTES = 1_048_576;

/** Most records kept with an observation; one outage has some ten. */
export const MAX_KEPT_RECORDS = 256;

/** Time between two signs of life, in milliseconds: dates a loss of power. */
export const ALIVE_INTERVAL_MS = 5000;
