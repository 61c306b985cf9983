import type {
  DatedJournal,
  JournalRecord,
  LinkState,
} from "../../model/journal.ts";

/** Why nothing can come in by an interface. */
export type LinkTroubleKind = Exclude<LinkState, "up"> | "no-address";

/** A time in which nothing could come in. */
export interface LinkTrouble {
  /** What came first; other troubles until it ended belong to it. */
  readonly kind: LinkTroubleKind;
  /** The interface. */
  readonly device: string;
  /** When it was seen to begin, by the reader's wall clock. */
  readonly beganMs: number;
  /**
   * When it was last seen to stand, or when the system was started anew;
   * `null` while it stands.
   */
  readonly endedMs: number | null;
  /**
   * Whether it was there when the journal began, so that nobody knows what came
   * before it.
   */
  readonly isFound: boolean;
}

/** The system was started anew. */
export interface Restart {
  /** The last sign of life before, by the reader's wall clock. */
  readonly lastAliveMs: number;
  /** When the agent began after it. */
  readonly startedMs: number;
}

/** What a journal says of the machine at one address. */
export interface MachineHistory {
  /** Troubles of the interface that holds the address, oldest first. */
  readonly troubles: readonly LinkTrouble[];
  /** All restarts, oldest first. */
  readonly restarts: readonly Restart[];
}

/**
 * Reads a journal from begin to end. Where records are missing or the agent
 * did not run, nothing is assumed: what stood then is unknown until it is
 * stated again.
 *
 * @param journal The journal.
 * @param address The machine's address on the path; where it is not known or
 * not in the journal, the one interface that is counts, if it is one.
 */
export function machineHistory(
  journal: DatedJournal,
  address: string | undefined,
): MachineHistory {
  const device = deviceOf(journal.records, address);
  const reader = new HistoryReader(journal, device, address);
  for (const record of journal.records) reader.read(record);
  return reader.finish();
}

/** The interface that held the address last, or the only one there is. */
function deviceOf(
  records: readonly JournalRecord[],
  address: string | undefined,
): string | undefined {
  const devices = new Set<string>();
  let holder: string | undefined;
  for (const record of records) {
    if (!("device" in record)) continue;
    devices.add(record.device);
    const isHolder = record.kind === "address" && record.present &&
      record.address === address;
    if (isHolder) holder = record.device;
  }
  const [only] = devices;
  return holder ?? (devices.size === 1 ? only : undefined);
}

/** Follows one interface through the records. */
class HistoryReader {
  readonly #journal: DatedJournal;
  readonly #device: string | undefined;
  readonly #address: string | undefined;
  readonly #troubles: LinkTrouble[] = [];
  readonly #restarts: Restart[] = [];
  #lastN: number | undefined;
  /** Whether states are unknown until all are stated again. */
  #isLost = false;
  #bootId: string | null = null;
  /** When something was seen last. */
  #seenMs = -Infinity;
  #link: LinkState | undefined;
  #isHeld: boolean | undefined;
  /** Whether nothing is known of the time before, and nothing was well since. */
  #isUnsure = true;
  #open: Omit<LinkTrouble, "endedMs"> | undefined;

  constructor(
    journal: DatedJournal,
    device: string | undefined,
    address: string | undefined,
  ) {
    this.#journal = journal;
    this.#device = device;
    this.#address = address;
  }

  read(record: JournalRecord): void {
    if (this.#lastN !== undefined && record.n !== this.#lastN + 1) {
      this.#forget();
      this.#isLost = true;
    }
    this.#lastN = record.n;
    if (record.kind === "start") this.#start(record);
    if (record.kind === "blind") this.#forget();
    const atMs = this.#msOf(record);
    this.#seenMs = atMs;
    if (record.kind === "start" || record.kind === "blind") {
      this.#isLost = false;
    }
    if (!("device" in record) || record.device !== this.#device) return;
    if (this.#isLost) return;
    if (record.kind === "link") this.#link = record.state;
    if (record.kind === "address" && record.address === this.#address) {
      this.#isHeld = record.present;
    }
    this.#judge(atMs);
  }

  finish(): MachineHistory {
    if (this.#open !== undefined) {
      this.#troubles.push({ ...this.#open, endedMs: null });
    }
    return { troubles: this.#troubles, restarts: this.#restarts };
  }

  #start(record: JournalRecord & { readonly kind: "start" }): void {
    const { bootId, lastAliveAt, continued } = record;
    const isKnown = bootId !== null && this.#bootId !== null;
    const isAnew = isKnown && bootId !== this.#bootId;
    if (!continued && lastAliveAt !== null) {
      this.#seenMs = Math.max(this.#seenMs, this.#byWall(lastAliveAt));
    }
    this.#bootId = bootId;
    // Whoever lost a record cannot know that nothing happened before.
    if (isAnew && !this.#isLost) {
      const lastAliveMs = this.#seenMs;
      const startedMs = this.#msOf(record);
      this.#restarts.push({ lastAliveMs, startedMs });
      this.#seenMs = startedMs;
    }
    if (!continued) this.#forget();
    if (!continued) this.#isUnsure = !isKnown || this.#isLost;
    // What was before may have ended with the power, and nobody knows.
    if (!continued && !isKnown) this.#troubles.length = 0;
  }

  #judge(atMs: number): void {
    const kind = this.#troubleNow();
    if (kind !== undefined) {
      const device = this.#device ?? "";
      const isFound = this.#isUnsure;
      this.#open ??= { kind, device, beganMs: atMs, isFound };
      return;
    }
    if (this.#link === "up") this.#isUnsure = false;
    if (this.#open !== undefined) {
      this.#troubles.push({ ...this.#open, endedMs: atMs });
      this.#open = undefined;
    }
  }

  #troubleNow(): LinkTroubleKind | undefined {
    if (this.#link !== undefined && this.#link !== "up") return this.#link;
    return this.#link === "up" && this.#isHeld === false
      ? "no-address"
      : undefined;
  }

  #forget(): void {
    if (this.#open !== undefined) {
      this.#troubles.push({ ...this.#open, endedMs: this.#seenMs });
    }
    this.#open = undefined;
    this.#link = undefined;
    this.#isHeld = undefined;
  }

  /**
   * When a record was made, by the reader's wall clock. Within one run of the
   * system its age is known whatever its wall clock was set to.
   */
  #msOf({ at, upMs }: JournalRecord): number {
    const { now, readAt } = this.#journal;
    const isSameRun = this.#bootId !== null && this.#bootId === now.bootId;
    return isSameRun && upMs !== null && now.upMs !== null
      ? Date.parse(readAt) - (now.upMs - upMs)
      : this.#byWall(at);
  }

  #byWall(at: string): number {
    const { now, readAt } = this.#journal;
    return Date.parse(readAt) - (Date.parse(now.at) - Date.parse(at));
  }
}
