import { ByteQueue } from "./byte_queue.ts";
import type { HeartbeatMessage, HeartbeatReader } from "./heartbeat_codec.ts";
import { ProtocolError, type ProtocolFault } from "./protocol_error.ts";

/**
 * Takes the first thing off a queue: what it means goes behind `messages`.
 * Returns whether it got on; if not, it is called again with more bytes. It
 * returns a fault where the bytes break a rule, and bounds what it lets wait.
 */
export type Take = (
  queue: ByteQueue,
  messages: HeartbeatMessage[],
) => boolean | ProtocolFault;

/** The part that all readers share: the queue, the loop and the end. */
export class QueueReader implements HeartbeatReader {
  readonly #queue = new ByteQueue();
  readonly #take: Take;
  #error: ProtocolError | undefined;

  /** Takes what the protocol does with the first bytes of a queue. */
  constructor(take: Take) {
    this.#take = take;
  }

  /** Takes the next bytes; see {@linkcode HeartbeatReader.push}. */
  push(bytes: Uint8Array): readonly HeartbeatMessage[] {
    if (this.#error) throw this.#error;
    this.#queue.append(bytes);
    const messages: HeartbeatMessage[] = [];
    while (this.#queue.length > 0) {
      const taken = this.#take(this.#queue, messages);
      if (taken === false) break;
      if (taken === true) continue;
      this.#error = new ProtocolError(taken, messages);
      this.#queue.drop(this.#queue.length);
      throw this.#error;
    }
    return messages;
  }
}
