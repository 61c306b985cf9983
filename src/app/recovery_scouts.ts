import { pause } from "../probe/pause.ts";
import type { ClientSession } from "../session/client_session.ts";
import {
  type AttemptIo,
  type AttemptOptions,
  attemptSession,
} from "./attempt.ts";

/**
 * Time between two scouts, in milliseconds: with the attempt that follows a
 * recovery is then seen within a second.
 */
const SCOUT_MS = 400;

/**
 * By how much that time varies, as a part of it: the scouts of many clients of
 * one server, which lost it in the same instant, shall not come back as one.
 */
const SCOUT_JITTER = 0.25;

/**
 * In how many portions those who wait are told, and how long after each other,
 * in milliseconds: 0.2 s in all, so that a server which is just back is not
 * met by all of them at once, and each is back within a second.
 */
const PORTIONS = 100;
const PORTION_MS = 2;

/**
 * Longest wait of each stage of a scout, in milliseconds: one packet that is
 * lost is the next scout's.
 */
const SCOUT_TIMEOUT_MS = 500;

/** For whom scouts are sent. */
export interface ScoutOrder {
  /** What to reach. */
  readonly attempt: AttemptOptions;
  /** Whether there is no way out of this host at present. */
  isCut(signal: AbortSignal): Promise<boolean>;
  /**
   * Is called whenever a session was to be had, with the session itself where
   * it is for nobody else. Whoever is given it owns it.
   */
  readonly onRecovered: (session?: ClientSession) => void;
}

/**
 * Tries again and again, for all who wait for the same target, whether a
 * session is to be had: one connection at a time and a target, however many
 * wait.
 */
export class RecoveryScouts {
  readonly #io: AttemptIo;
  readonly #troops = new Map<string, Troop>();
  readonly #leaving = new Set<Promise<void>>();

  /** Prepares; nobody is sent yet. */
  constructor(io: AttemptIo) {
    this.#io = io;
  }

  /** Calls whenever a session was to be had, until the signal aborts. */
  watch(order: ScoutOrder, signal: AbortSignal): void {
    if (signal.aborted) return;
    const { onRecovered, attempt: { target, proxy, protocol } } = order;
    const key = JSON.stringify([
      [target.url, target.credentials, protocol.name],
      proxy && [proxy.url, proxy.credentials],
    ]);
    const troop = this.#troops.get(key) ?? new Troop(this.#io, order);
    this.#troops.set(key, troop);
    troop.add(onRecovered);
    signal.addEventListener("abort", () => {
      if (!troop.remove(onRecovered)) return;
      this.#troops.delete(key);
      this.#leaving.add(troop.done);
      troop.done.finally(() => this.#leaving.delete(troop.done));
    }, { once: true });
  }

  /** Waits for those who are not needed any more. */
  async ended(): Promise<void> {
    await Promise.all(this.#leaving);
  }
}

/** The scouts to one target. */
class Troop {
  readonly #io: AttemptIo;
  readonly #order: ScoutOrder;
  readonly #waiting = new Set<ScoutOrder["onRecovered"]>();
  readonly #ended = new AbortController();

  /** Fulfils once no scout is under way any more. */
  readonly done: Promise<void>;

  constructor(io: AttemptIo, order: ScoutOrder) {
    this.#io = io;
    this.#order = order;
    this.done = this.#run();
  }

  add(onRecovered: ScoutOrder["onRecovered"]): void {
    this.#waiting.add(onRecovered);
  }

  /** Whether nobody waits any more, so that no scout is sent again. */
  remove(onRecovered: ScoutOrder["onRecovered"]): boolean {
    this.#waiting.delete(onRecovered);
    if (this.#waiting.size > 0) return false;
    this.#ended.abort();
    return true;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended;
    const context = { io: this.#io, signal, timeoutMs: SCOUT_TIMEOUT_MS };
    while (await pause(this.#io, this.#waitMs(), signal)) {
      if (await this.#order.isCut(signal) || signal.aborted) continue;
      const session = await attemptSession(this.#order.attempt, context);
      if (session !== undefined) await this.#tell(session);
    }
  }

  #waitMs(): number {
    const jitter = (this.#io.random() * 2 - 1) * SCOUT_JITTER;
    return SCOUT_MS * (1 + jitter);
  }

  /** The session speaks the protocol of whoever sent the scouts first. */
  async #tell(session: ClientSession): Promise<void> {
    const { onRecovered: first } = this.#order;
    const others = [...this.#waiting].filter((other) => other !== first);
    if (this.#waiting.has(first)) first(session);
    else session.close();
    const portion = Math.ceil(others.length / PORTIONS);
    for (let told = 0; told < others.length; told += portion) {
      if (!await pause(this.#io, PORTION_MS, this.#ended.signal)) return;
      for (const other of others.slice(told, told + portion)) {
        if (this.#waiting.has(other)) other();
      }
    }
  }
}
