/** Lets so many pieces of work run at once; the others wait their turn. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /**
   * Begins with nothing running.
   *
   * @param most How many may run at once, at least 1.
   */
  constructor(most: number) {
    this.#free = most;
  }

  /** Runs the work when its turn comes. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }
}
