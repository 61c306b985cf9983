import type { AgentIo, JournalFile } from "../io/agent_io.ts";
import { IoError } from "../io/io.ts";
import {
  type Journal,
  type JournalFact,
  type JournalRecord,
  type JournalTime,
  MAX_JOURNAL_FILE_BYTES,
} from "../model/journal.ts";
import {
  encodeAliveMark,
  encodeJournalLine,
  readAliveMark,
  readJournalText,
} from "../wire/agent/journal_file.ts";
import { mayBeSealed } from "../wire/agent/sealed_line.ts";

/**
 * The journal of one machine: its file, and the same records at hand. When the
 * file cannot be written any more, the records at hand go on.
 */
export class AgentJournal {
  readonly #io: AgentIo;
  readonly #file: JournalFile;
  readonly #onProblem: (words: string) => void;
  readonly #damaged: number;
  #older: readonly JournalRecord[];
  #newer: JournalRecord[];
  #newerBytes: number;
  #lastAliveAt: string | null;
  #bootId: string | null = null;
  /** Whether the end of the file is not what it should be. */
  #isBroken = false;
  /** Whether a problem was told. */
  #isTold = false;
  /** The facts that tell how everything stands now. */
  #standing = new Map<string, JournalFact>();

  private constructor(
    io: AgentIo,
    file: JournalFile,
    onProblem: (words: string) => void,
  ) {
    this.#io = io;
    this.#file = file;
    this.#onProblem = onProblem;
    const older = readJournalText(file.older);
    const newer = readJournalText(file.newer);
    this.#older = older.records;
    this.#newer = [...newer.records];
    this.#newerBytes = file.newer.length;
    this.#damaged = older.damaged + newer.damaged;
    this.#lastAliveAt = readAliveMark(file.mark)?.at ?? null;
  }

  /**
   * Opens a journal, and reads what is in it.
   *
   * @param io The world.
   * @param path Its file; another beside it ends in `.1`, one in `.alive`.
   * @param onProblem Is told why the file cannot be written.
   * @throws {IoError} It cannot be opened, or it is something else.
   */
  static async open(
    io: AgentIo,
    path: string,
    onProblem: (words: string) => void = () => {},
  ): Promise<AgentJournal> {
    const file = await io.openJournal(path);
    if ([file.older, file.newer, file.mark].every(mayBeSealed)) {
      return new AgentJournal(io, file, onProblem);
    }
    file.close();
    throw new IoError({
      kind: "failed",
      originalName: "SyntaxError",
      message: "it holds something else; name a file of its own",
    });
  }

  /** All records, oldest first. */
  get records(): readonly JournalRecord[] {
    return [...this.#older, ...this.#newer];
  }

  /** The journal as it is handed over. */
  handOver(sinceMs = -Infinity): Journal {
    return {
      now: { ...this.#now(), bootId: this.#bootId },
      damaged: this.#damaged,
      records: this.records.filter(({ at }) => Date.parse(at) >= sinceMs),
    };
  }

  /** Writes that the agent begins. */
  async start(bootId: string | null): Promise<void> {
    this.#bootId = bootId;
    const lastAliveAt = this.#lastAliveAt;
    await this.#write({ kind: "start", bootId, lastAliveAt, continued: false });
  }

  /** Writes what happened; once it returns, it is on the disk. */
  async add(facts: readonly JournalFact[]): Promise<void> {
    for (const fact of facts) {
      this.#keep(fact);
      await this.#write(fact);
    }
  }

  /** Overwrites the sign of life. */
  async markAlive(): Promise<void> {
    await this.#careful(() =>
      this.#file.markAlive(encodeAliveMark(this.#now()))
    );
  }

  /** Closes the files; again is allowed. */
  close(): void {
    this.#file.close();
  }

  async #write(fact: JournalFact): Promise<void> {
    const record = this.#recordOf(fact);
    const line = encodeJournalLine(record);
    const isFull = this.#newerBytes + line.length > MAX_JOURNAL_FILE_BYTES;
    if (this.#isBroken || isFull) {
      if (await this.#rotate(fact)) return;
    } else {
      await this.#careful(() => this.#file.append(line));
    }
    if (isFull) this.#turn([]);
    this.#newer.push(record);
    this.#newerBytes += line.length;
  }

  /** Begins a file: how everything stands, and then the record. */
  async #rotate(fact: JournalFact): Promise<boolean> {
    const begin: JournalFact = {
      kind: "start",
      bootId: this.#bootId,
      lastAliveAt: null,
      continued: true,
    };
    const facts = [begin, ...this.#standing.values(), fact];
    const { n } = this.#recordOf(fact);
    const records = facts.map((fact, index) => this.#recordOf(fact, n + index));
    const text = records.map(encodeJournalLine).join("");
    this.#isBroken = false;
    await this.#careful(() => this.#file.rotate(text));
    if (this.#isBroken) return false;
    this.#turn(records);
    this.#newerBytes = text.length;
    return true;
  }

  /** What is at hand is bounded as the file is. */
  #turn(records: JournalRecord[]): void {
    this.#older = this.#newer;
    this.#newer = records;
    this.#newerBytes = 0;
  }

  #recordOf(fact: JournalFact, n = this.#lastN + 1): JournalRecord {
    return { n, ...this.#now(), ...fact };
  }

  get #lastN(): number {
    return (this.#newer.at(-1) ?? this.#older.at(-1))?.n ?? 0;
  }

  #keep(fact: JournalFact): void {
    if (fact.kind === "blind") this.#standing.clear();
    if (!("device" in fact)) return;
    const { kind, device } = fact;
    const stands = kind === "link" ? fact.state !== "gone" : fact.present;
    const what = kind === "address" ? fact.address : "";
    const hop = kind === "route" ? fact.gateway : "";
    const key = `${kind} ${device} ${what}${hop}`;
    if (stands) this.#standing.set(key, fact);
    else this.#standing.delete(key);
  }

  #now(): JournalTime {
    const { clock } = this.#io;
    const at = new Date(clock.wallMs()).toISOString();
    return { at, upMs: this.#io.uptimeMs() };
  }

  /** A full disk must not end an agent; its next record tries anew. */
  async #careful(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof IoError)) throw error;
      this.#isBroken = true;
      if (!this.#isTold) this.#onProblem(error.message);
      this.#isTold = true;
    }
  }
}
