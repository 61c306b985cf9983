import type { AgentIo } from "../io/agent_io.ts";
import { IoError } from "../io/io.ts";
import { ALIVE_INTERVAL_MS } from "../model/journal.ts";
import { startDeadline } from "../probe/deadline.ts";
import { LinkEvents } from "../session/link_events.ts";
import type { AgentJournal } from "./agent_journal.ts";
import { type AgentLook, AgentLooks } from "./agent_look.ts";

/** Least time between two looks, in milliseconds: a flapping link is many. */
const LOOK_GAP_MS = 100;

/**
 * Time between two looks where the system does not tell of changes, in
 * milliseconds.
 */
const POLL_MS = 1000;

/** Where Linux tells which run of it this is; no narrow permission reads it. */
const BOOT_ID = "/proc/sys/kernel/random/boot_id";

/** Longest that reading it may take, in milliseconds; it takes 1. */
const BOOT_ID_MS = 1000;

/** Most bytes of what is read of it: 36 characters and a line end. */
const MAX_BOOT_ID_BYTES = 64;

/** What a keeper is to look at. */
export interface KeeperOptions {
  /** The interfaces that count; every one with an address if empty. */
  readonly interfaces: readonly string[];
  /** Is told of what goes wrong meanwhile, in one line. */
  readonly onProblem: (words: string) => void;
}

/** Writes what happens to this machine. */
export class AgentKeeper {
  readonly #io: AgentIo;
  readonly #journal: AgentJournal;
  readonly #looks: AgentLooks;
  readonly #tell: (words: string) => void;
  #wake = new AbortController();
  #isTold = false;

  /** Prepares; nothing is written yet. */
  constructor(io: AgentIo, journal: AgentJournal, options: KeeperOptions) {
    this.#io = io;
    this.#journal = journal;
    this.#looks = new AgentLooks(io, options.interfaces);
    this.#tell = options.onProblem;
  }

  /** Writes how everything stands at the start. */
  async begin(signal: AbortSignal): Promise<void> {
    await this.#journal.start(await this.#bootId(signal));
    const look = await this.#looks.look(signal);
    if (look.problem !== undefined) throw cannotLook(look.problem);
    for (const name of this.#looks.missing) {
      this.#tell(`there is no interface ${JSON.stringify(name)} yet`);
    }
    await this.#write(look);
  }

  /** Writes each change, and a sign of life, until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const links = new LinkEvents(this.#io);
    links.listen(() => this.#wake.abort(), signal);
    const isTold = this.#io.platform === "linux";
    const longestMs = isTold ? ALIVE_INTERVAL_MS : POLL_MS;
    // What changed before the system was listened to is seen at once.
    this.#wake.abort();
    while (!signal.aborted) {
      await this.#io.sleep(LOOK_GAP_MS, signal).catch(() => {});
      await this.#nap(longestMs - LOOK_GAP_MS, signal);
      if (signal.aborted) break;
      await this.#write(await this.#looks.look(signal));
    }
    await this.#journal.add([{ kind: "stop" }]);
    await this.#journal.markAlive();
    await links.ended();
  }

  /** Waits for a change; one that came meanwhile ends the wait at once. */
  async #nap(longestMs: number, signal: AbortSignal): Promise<void> {
    const both = AbortSignal.any([this.#wake.signal, signal]);
    await this.#io.sleep(longestMs, both).catch(() => {});
    this.#wake = new AbortController();
  }

  async #write({ facts, problem }: AgentLook): Promise<void> {
    if (problem !== undefined && !this.#isTold) this.#tell(problem);
    this.#isTold = problem !== undefined;
    await this.#journal.add(facts);
    await this.#journal.markAlive();
  }

  async #bootId(signal: AbortSignal): Promise<string | null> {
    if (this.#io.platform !== "linux") return null;
    const io = this.#io;
    const deadline = startDeadline({ io, signal, timeoutMs: BOOT_ID_MS });
    try {
      const { stdout } = await io.spawn("cat", [BOOT_ID], {
        signal: deadline.signal,
        maxBytes: MAX_BOOT_ID_BYTES,
      });
      return /^[0-9a-f-]{36}\n$/.test(stdout) ? stdout.trim() : null;
    } catch (error) {
      if (!(error instanceof IoError)) throw error;
      const { permission = "the program cat" } = error;
      this.#tell(`starts of this machine are not told: it needs ${permission}`);
      return null;
    } finally {
      deadline.stop();
    }
  }
}

function cannotLook(problem: string): IoError {
  const message = `Cannot watch this machine's network: ${problem}`;
  return new IoError({ kind: "failed", originalName: "Error", message });
}
