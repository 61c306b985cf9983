import type { Terminal } from "../io/terminal.ts";
import { MAX_UNWRITTEN_LENGTH } from "../model/limits.ts";

/** How each format tells that lines were left out. */
export const LEFT_OUT = {
  text: (count: number): string =>
    `${count} lines left out: they are not read fast enough\n`,
  ndjson: (count: number): string =>
    JSON.stringify({ event: "left-out", lines: count }) + "\n",
} as const;

/**
 * Writes to standard output whatever comes, in order, without making anybody
 * wait: where its reader is too slow, whole pieces are left out and counted.
 */
export class OutputQueue {
  readonly #terminal: Terminal;
  readonly #tellLost: (count: number) => string;
  readonly #waiting: string[] = [];
  readonly #failed = Promise.withResolvers<never>();
  #length = 0;
  #lost = 0;
  #writing: Promise<void> | undefined;

  /**
   * Begins empty.
   *
   * @param terminal Where to write.
   * @param tellLost Renders how many pieces were left out.
   */
  constructor(terminal: Terminal, tellLost: (count: number) => string) {
    this.#terminal = terminal;
    this.#tellLost = tellLost;
    this.#failed.promise.catch(() => {});
  }

  /** Rejects when nothing can be written any more. */
  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  /** Puts a piece at the end, or leaves it out. */
  push(text: string): void {
    if (this.#length + text.length > MAX_UNWRITTEN_LENGTH) {
      this.#lost++;
      return;
    }
    this.#length += text.length;
    this.#waiting.push(text);
    this.#writing ??= this.#write();
  }

  /** Waits until all is written. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      for (;;) {
        const text = this.#next();
        if (text === undefined) break;
        await this.#terminal.write(text);
      }
    } catch (error) {
      this.#failed.reject(error);
    }
    this.#writing = undefined;
  }

  /** All that waits at once: a write for each line would be slow. */
  #next(): string | undefined {
    if (this.#waiting.length === 0 && this.#lost === 0) return undefined;
    const lost = this.#lost === 0 ? "" : this.#tellLost(this.#lost);
    const text = this.#waiting.join("") + lost;
    this.#waiting.length = 0;
    this.#length = this.#lost = 0;
    return text;
  }
}
