/**
 * Most values that may wait to be read. A reader that is so far behind does
 * not read; a flapping target makes one a second.
 */
const MAX_UNREAD = 1000;

/** Hands values over from one who must not wait to one who may. */
export class UnreadQueue<Value> {
  readonly #values: Value[] = [];
  #wake: () => void = () => {};
  #isClosed = false;

  /**
   * Puts a value at the end.
   *
   * @throws {RangeError} Nobody reads.
   */
  push(value: Value): void {
    if (this.#values.length >= MAX_UNREAD) {
      throw new RangeError(
        `Cannot keep more than ${MAX_UNREAD} transitions unread: ` +
          "read them, or end the watch",
      );
    }
    this.#values.push(value);
    this.#wake();
  }

  /** No more will come; what waits is still read. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  /** All values, as they come, until the queue is closed. */
  async *read(): AsyncGenerator<Value> {
    for (;;) {
      const value = this.#values.shift();
      if (value !== undefined) {
        yield value;
      } else if (this.#isClosed) {
        return;
      } else {
        const { promise, resolve } = Promise.withResolvers<void>();
        this.#wake = resolve;
        await promise;
      }
    }
  }
}
