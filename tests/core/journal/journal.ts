import type {
  DatedJournal,
  JournalFact,
  JournalRecord,
} from "../../../src/model/journal.ts";

/** The reader's wall clock at second 0. */
export const ZERO_MS = Date.UTC(2026, 10, 20, 19);

/** By how much the wall clock of the agent's machine is ahead. */
const AHEAD_MS = 3_600_000;

/** The address of the machine on the path. */
export const ADDRESS = "10.0.0.3";

/** When, in seconds of the reader, and what. */
export type Entry = readonly [atS: number, fact: JournalFact];

/** The state of a machine whose only interface is well. */
export function well(atS: number): readonly Entry[] {
  return [
    [atS, { kind: "link", device: "eth0", state: "up" }],
    [atS, address("eth0", ADDRESS)],
  ];
}

export function link(
  state: "up" | "no-carrier" | "disabled" | "gone",
  device = "eth0",
): JournalFact {
  return { kind: "link", device, state };
}

export function address(
  device: string,
  address: string,
  present = true,
): JournalFact {
  return { kind: "address", device, address, present };
}

/** The agent begins; `aliveS` is its last sign of life before. */
export function start(bootId: string, aliveS?: number): JournalFact {
  const lastAliveAt = aliveS === undefined ? null : wall(aliveS);
  return { kind: "start", bootId, lastAliveAt, continued: false };
}

export function wall(atS: number): string {
  return new Date(ZERO_MS + AHEAD_MS + atS * 1000).toISOString();
}

/** What differs of a journal. */
export interface JournalOptions {
  /** When it was read, in seconds. @default 100 */
  readonly readS?: number;
  /** When the machine that answers was started, in seconds. @default -1000 */
  readonly bootedS?: number;
  /** What its run is called. @default {"one"} */
  readonly bootId?: string;
}

/** A journal with these entries. */
export function journal(
  entries: readonly Entry[],
  { readS = 100, bootedS = -1000, bootId = "one" }: JournalOptions = {},
): DatedJournal {
  const time = (atS: number) => ({
    at: wall(atS),
    upMs: (atS - bootedS) * 1000,
  });
  return {
    readAt: new Date(ZERO_MS + readS * 1000).toISOString(),
    errorMs: 1,
    now: { ...time(readS), bootId },
    damaged: 0,
    records: entries.map(([atS, fact], index): JournalRecord => ({
      n: index + 1,
      ...time(atS),
      ...fact,
    })),
  };
}
