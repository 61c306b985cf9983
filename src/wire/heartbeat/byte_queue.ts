/**
 * Room that an empty queue keeps, in bytes: a thousand idle connections hold
 * 4 MB at most.
 */
const KEPT_CAPACITY_BYTES = 4096;

/**
 * Bytes that came and are not understood yet: added behind, taken in front.
 * It sets no bound; whoever waits for more bytes in it must.
 */
export class ByteQueue {
  #bytes = new Uint8Array(0);
  #start = 0;
  #end = 0;

  /** How many bytes wait. */
  get length(): number {
    return this.#end - this.#start;
  }

  /**
   * Adds bytes behind the others.
   *
   * @param bytes The bytes; they are copied.
   */
  append(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#bytes.length) {
      this.#makeRoom(bytes.length);
    }
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** All the bytes that wait, valid until the queue changes. */
  view(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /**
   * Takes bytes off the front.
   *
   * @param count How many, at most {@linkcode ByteQueue.length}.
   * @returns A copy of them.
   */
  take(count: number): Uint8Array {
    const taken = this.view().slice(0, count);
    this.drop(count);
    return taken;
  }

  /**
   * Forgets bytes at the front.
   *
   * @param count How many, at most {@linkcode ByteQueue.length}.
   */
  drop(count: number): void {
    this.#start += count;
    if (this.#start < this.#end) return;
    this.#start = this.#end = 0;
    if (this.#bytes.length > KEPT_CAPACITY_BYTES) {
      this.#bytes = new Uint8Array(0);
    }
  }

  #makeRoom(count: number): void {
    const waiting = this.view();
    const needed = waiting.length + count;
    // Moving to the front is cheap only where little waits.
    const target = needed * 2 <= this.#bytes.length
      ? this.#bytes
      : new Uint8Array(Math.max(needed, waiting.length * 2));
    target.set(waiting);
    this.#bytes = target;
    this.#start = 0;
    this.#end = waiting.length;
  }
}
