import type { Clock } from "../../src/io/io.ts";
// Loaded by now when code asks for them: virtual time does not wait for files.
import "../../src/app/conversation.ts";
import "../../src/probe/agent.ts";
import "../../src/probe/name_servers.ts";

/** The wall clock of every fake at its start: 2026-01-02T03:04:05.000Z. */
export const FAKE_START_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Most turns of the event loop that {@linkcode FakeClock.run} waits idle. */
const MAX_IDLE_TURNS = 20;

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/**
 * Virtual time: it stands still while code runs, and jumps to the next
 * sleeper when nothing else is left to do.
 */
export class FakeClock implements Clock {
  #nowMs = 0;
  #wallOffsetMs = FAKE_START_MS;
  #sleepers: Sleeper[] = [];

  /** Virtual milliseconds since the fake was made. */
  monotonicMs(): number {
    return this.#nowMs;
  }

  /** Virtual wall time. */
  wallMs(): number {
    return this.#wallOffsetMs + this.#nowMs;
  }

  /** How many sleepers wait: 0 when code under test has left nothing. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** Moves the wall clock alone, as a suspend or a step of the clock does. */
  jumpWall(byMs: number): void {
    this.#wallOffsetMs += byMs;
  }

  /** Lets time pass without waking anybody, as a starved process sees it. */
  stall(byMs: number): void {
    this.#nowMs += byMs;
  }

  /** As `Io.sleep()`. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const dueMs = this.#nowMs + durationMs;
      const sleeper: Sleeper = {
        dueMs,
        wake: () => {
          signal.removeEventListener("abort", abort);
          resolve();
        },
      };
      const abort = () => {
        this.#sleepers = this.#sleepers.filter((it) => it !== sleeper);
        reject(signal.reason);
      };
      signal.addEventListener("abort", abort, { once: true });
      const after = this.#sleepers.findIndex((it) => it.dueMs > dueMs);
      this.#sleepers.splice(
        after < 0 ? this.#sleepers.length : after,
        0,
        sleeper,
      );
    });
  }

  /** Lets virtual time pass, and wakes whoever is due, in order. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    await turn();
    while ((this.#sleepers[0]?.dueMs ?? Infinity) <= untilMs) {
      this.#wakeNext();
      await turn();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  /**
   * Waits for work, and lets virtual time jump whenever the work is idle.
   * @throws {Error} If the work waits and nobody is left to wake it.
   */
  async run<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const done = () => {
      settled = true;
    };
    work.then(done, done);
    for (let idleTurns = 0; !settled && idleTurns < MAX_IDLE_TURNS;) {
      await turn();
      if (settled) break;
      idleTurns = this.#wakeNext() ? 0 : idleTurns + 1;
    }
    if (!settled) throw new Error("Cannot go on: nothing would ever wake it");
    return await work;
  }

  #wakeNext(): boolean {
    const next = this.#sleepers.shift();
    if (next === undefined) return false;
    this.#nowMs = Math.max(this.#nowMs, next.dueMs);
    next.wake();
    return true;
  }
}

/** One turn of the event loop: all that is ready runs. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
