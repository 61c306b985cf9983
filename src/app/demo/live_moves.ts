import type { Io } from "../../io/io.ts";
import type { WatchTransition } from "../../model/watch_transition.ts";
import { startDeadline } from "../../probe/deadline.ts";
import { within } from "../../probe/within.ts";

/** A move, and when it was told. */
export interface Sighting {
  /** The move. */
  readonly move: WatchTransition;
  /** When, on the monotonic clock, in milliseconds. */
  readonly atMs: number;
}

/** What a wait for a move is given. */
export interface WaitOptions {
  /** Longest wait, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the wait. */
  readonly signal: AbortSignal;
}

/** Reads the moves of a watch one by one. */
export class LiveMoves {
  readonly #io: Io;
  readonly #moves: AsyncIterator<WatchTransition>;
  /** The read that runs; one that was given up serves the next wait. */
  #reading: Promise<Sighting | undefined> | undefined;

  /** Takes the watch over. */
  constructor(io: Io, watch: AsyncIterable<WatchTransition>) {
    this.#io = io;
    this.#moves = watch[Symbol.asyncIterator]();
  }

  /** Waits for a move; `undefined` where none came in time. */
  async until(
    isWanted: (move: WatchTransition) => boolean,
    { timeoutMs, signal }: WaitOptions,
  ): Promise<Sighting | undefined> {
    const deadline = startDeadline({ io: this.#io, timeoutMs, signal });
    try {
      for (;;) {
        this.#reading ??= this.#read();
        const seen = await within(this.#reading, deadline.signal);
        if (seen === undefined) return undefined;
        this.#reading = undefined;
        if (isWanted(seen.move)) return seen;
      }
    } finally {
      deadline.stop();
    }
  }

  /** Reads on until the watch, whose signal was aborted, has ended. */
  async end(): Promise<void> {
    while (await (this.#reading ?? this.#read())) this.#reading = undefined;
  }

  async #read(): Promise<Sighting | undefined> {
    const { done, value } = await this.#moves.next();
    if (done) return undefined;
    return { move: value, atMs: this.#io.clock.monotonicMs() };
  }
}
