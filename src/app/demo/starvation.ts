import type { Io } from "../../io/io.ts";
import { pause } from "../../probe/pause.ts";

/** Time between two looks at the clock, in milliseconds. */
const STEP_MS = 10;

/**
 * How late a timer may run and be on time still, in milliseconds: on an idle
 * machine it is up to 2 (measured).
 */
const ON_TIME_MS = 3;

/** Measures for how long this process was not let run when it was due. */
export class Starvation {
  readonly #io: Io;
  #totalMs = 0;
  #dueAtMs: number;

  /** Begins; `run()` measures. */
  constructor(io: Io) {
    this.#io = io;
    this.#dueAtMs = io.clock.monotonicMs();
  }

  /** Measures until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#io;
    do this.#dueAtMs = clock.monotonicMs() + STEP_MS; while (
      await pause(this.#io, STEP_MS, signal) && this.#note()
    );
  }

  /** All the time that was lost since the begin, in milliseconds. */
  totalMs(): number {
    return this.#totalMs + this.#lateMs();
  }

  #note(): true {
    this.#totalMs += this.#lateMs();
    return true;
  }

  #lateMs(): number {
    const lateMs = this.#io.clock.monotonicMs() - this.#dueAtMs;
    return lateMs > ON_TIME_MS ? lateMs : 0;
  }
}
