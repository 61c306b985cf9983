/** So many a second, and as many at once: a bucket that fills with time. */
export class Allowance {
  readonly #perSecond: number;
  #left: number;
  #atMs: number;

  /**
   * Begins with a full bucket.
   *
   * @param perSecond How many a second.
   * @param atMs Now, on a monotonic clock.
   */
  constructor(perSecond: number, atMs: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#atMs = atMs;
  }

  /**
   * Takes some out, also more than there are.
   *
   * @param count How many.
   * @param atMs Now.
   * @returns Milliseconds until the bucket is no longer below empty; 0 where
   * it is not.
   */
  take(count: number, atMs: number): number {
    const gained = (atMs - this.#atMs) * this.#perSecond / 1000;
    this.#left = Math.min(this.#perSecond, this.#left + gained) - count;
    this.#atMs = atMs;
    return Math.max(0, -this.#left * 1000 / this.#perSecond);
  }
}
