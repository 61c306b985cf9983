import type { Channel } from "../io/io.ts";

/** Options of {@linkcode OutgoingQueue}. */
export interface OutgoingQueueOptions {
  /** Where to write. */
  readonly channel: Channel;
  /** Most bytes that wait, those being written included. */
  readonly maxBytes: number;
  /** Ends the writing. */
  readonly signal: AbortSignal;
  /** Is told once why writing failed. */
  readonly onError: (error: unknown) => void;
}

/** Writes one after another, so that whoever sends need not wait. */
export class OutgoingQueue {
  readonly #options: OutgoingQueueOptions;
  readonly #waiting: Uint8Array[] = [];
  #bytes = 0;
  #isWriting = false;
  #hasFailed = false;

  /** Takes over the writing side of a channel. */
  constructor(options: OutgoingQueueOptions) {
    this.#options = options;
  }

  /**
   * Puts bytes at the end; they are not copied.
   *
   * @param bytes What to write.
   * @returns Whether there was room; if not, nothing was put.
   */
  push(bytes: Uint8Array): boolean {
    if (this.#bytes + bytes.length > this.#options.maxBytes) return false;
    if (this.#hasFailed) return true;
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (!this.#isWriting) this.#write();
    return true;
  }

  async #write(): Promise<void> {
    const { channel, signal, onError } = this.#options;
    this.#isWriting = true;
    try {
      for (;;) {
        const bytes = this.#waiting.shift();
        if (bytes === undefined) break;
        await channel.write(bytes, signal);
        this.#bytes -= bytes.length;
      }
    } catch (error) {
      this.#hasFailed = true;
      this.#waiting.length = 0;
      onError(error);
    } finally {
      this.#isWriting = false;
    }
  }
}
