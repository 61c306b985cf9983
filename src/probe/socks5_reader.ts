import type { Channel } from "../io/io.ts";
import type { Socks5Message } from "../wire/socks5.ts";

/**
 * Cuts SOCKS5 messages off a stream. The longest is 262 bytes, so that memory
 * is bounded by that and one read.
 */
export class Socks5Reader {
  readonly #channel: Channel;
  #buffer: Uint8Array = new Uint8Array();

  /** Reads nothing yet. */
  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** What came and was not taken yet. */
  get rest(): Uint8Array {
    return this.#buffer;
  }

  /**
   * Reads on to the end of the next message.
   *
   * @param parse Recognises the message that is expected.
   * @param signal Ends the wait.
   * @returns The message's code, or `null` if the stream ended before.
   * @throws {SyntaxError} The bytes are no such message.
   * @throws {IoError} The stream failed; or the signal's reason.
   */
  async take(
    parse: (buffer: Uint8Array) => Socks5Message | undefined,
    signal: AbortSignal,
  ): Promise<number | null> {
    for (;;) {
      const message = parse(this.#buffer);
      if (message !== undefined) {
        this.#buffer = this.#buffer.slice(message.length);
        return message.code;
      }
      const bytes = await this.#channel.read(signal);
      if (bytes === null) return null;
      this.#append(bytes);
    }
  }

  #append(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#buffer.length + bytes.length);
    joined.set(this.#buffer);
    joined.set(bytes, this.#buffer.length);
    this.#buffer = joined;
  }
}
