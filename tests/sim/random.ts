import { nextRandom } from "../../src/core/machine/random.ts";

/** A seeded stream of numbers: the same seed replays the same world. */
export class Random {
  #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** A number from 0 to below 1. */
  next(): number {
    const { value, seed } = nextRandom(this.#seed);
    this.#seed = seed;
    return value;
  }

  /** A number from `low` to below `high`. */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A waiting time of that mean, with no memory. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }
}
