import type { Clock } from "../io/io.ts";
import { MAX_CLOCK_GAP_MS } from "../model/limits.ts";

/** Notices when the machine slept, or its wall clock was set. */
export class ClockGuard {
  readonly #clock: Clock;
  #offsetMs: number;

  /** Takes the clocks as they stand. */
  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offsetMs = offsetOf(clock);
  }

  /** Whether the clocks moved apart since the last call. */
  jumped(): boolean {
    const before = this.#offsetMs;
    this.#offsetMs = offsetOf(this.#clock);
    return Math.abs(this.#offsetMs - before) > MAX_CLOCK_GAP_MS;
  }
}

function offsetOf(clock: Clock): number {
  return clock.wallMs() - clock.monotonicMs();
}
