import { type Channel, type Io, IoError } from "../io/io.ts";
import type { DisconnectReason } from "../model/serve_event.ts";
import { scrub } from "../model/scrub.ts";
import type {
  DataMessage,
  HeartbeatMessage,
  HeartbeatReader,
  ServerProtocol,
} from "../wire/heartbeat/heartbeat_codec.ts";
import { ProtocolError } from "../wire/heartbeat/protocol_error.ts";
import { Allowance } from "./allowance.ts";
import { OutgoingQueue } from "./outgoing_queue.ts";
import { PacedChannel } from "./paced_channel.ts";

/** How a session ended. */
export interface ServerEnding {
  /** Why. */
  readonly reason: DisconnectReason;
  /** The rule that was broken, or the system's word, safe to print. */
  readonly detail?: string;
}

/** Who follows a session. */
export interface ServerSessionListener {
  /** Is told of each sign that a rule counts, in ms on the monotonic clock. */
  onSign(atMs: number): void;
  /** Is told of application data. */
  onMessage(message: DataMessage): void;
  /** Is told once how it ended. */
  onEnd(ending: ServerEnding): void;
}

/** What one client may do. */
export interface ClientLimits {
  /** Most messages in a second, beats included. */
  readonly messagesPerSecond: number;
  /** Most bytes that are read in a second. */
  readonly readBytesPerSecond: number;
  /** Most bytes that wait to be sent. */
  readonly outgoingBytes: number;
}

/** What a session runs on. */
export interface ServerSessionOptions {
  /** The accepted stream; the session owns it. */
  readonly channel: Channel;
  /** What is spoken on it. */
  readonly protocol: ServerProtocol;
  /** What the protocol runs over; absent where that is the stream itself. */
  readonly upgrade?: (
    channel: Channel,
    signal: AbortSignal,
  ) => Promise<Channel>;
  /** The clock, and how to wait. */
  readonly io: Pick<Io, "clock" | "sleep">;
  /** What the client may do. */
  readonly limits: ClientLimits;
  /** Who follows it. */
  readonly listener: ServerSessionListener;
}

/** One client of a server, from accept to end. It decides no silence. */
export class ServerSession {
  readonly #options: ServerSessionOptions;
  readonly #raw: PacedChannel;
  readonly #reader: HeartbeatReader;
  readonly #allowance: Allowance;
  readonly #over = new AbortController();
  #channel: Channel;
  #outgoing: OutgoingQueue | undefined;
  #heardAtMs: number;

  /** Takes the stream over; nothing happens before `start()`. */
  constructor(options: ServerSessionOptions) {
    const { channel, protocol, io, limits } = options;
    this.#options = options;
    this.#heardAtMs = io.clock.monotonicMs();
    this.#raw = new PacedChannel(channel, {
      io,
      bytesPerSecond: limits.readBytesPerSecond,
    });
    this.#channel = this.#raw;
    this.#reader = protocol.reader();
    this.#allowance = new Allowance(limits.messagesPerSecond, this.#heardAtMs);
  }

  /** When the client last sent bytes, in ms on the monotonic clock. */
  get heardAtMs(): number {
    return this.#heardAtMs;
  }

  /** Bytes of a message that is not whole yet. */
  get unfinishedBytes(): number {
    return this.#raw.unfinishedBytes;
  }

  /** Greets, and reads until the end. */
  async start(): Promise<void> {
    const { protocol, upgrade } = this.#options;
    const { signal } = this.#over;
    try {
      if (upgrade !== undefined) {
        this.#channel = await upgrade(this.#raw, signal);
        this.#raw.finish();
      }
      this.#outgoing = this.#openQueue();
      this.#write(protocol.greeting());
      for (;;) {
        const bytes = await this.#channel.read(signal);
        if (bytes === null) return this.end({ reason: "closed" });
        this.#heardAtMs = this.#options.io.clock.monotonicMs();
        this.#take(bytes);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Writes a beat, where the server drives. */
  beat(): void {
    this.#write(this.#options.protocol.beat());
  }

  /**
   * Sends bytes as they are; a client that does not read is let go.
   *
   * @param bytes They are not copied.
   */
  send(bytes: Uint8Array): void {
    this.#write(bytes);
  }

  /** Ends the session; again is allowed. */
  end(ending: ServerEnding): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort(new DOMException("the session is over", "AbortError"));
    this.#channel.close();
    this.#raw.close();
    this.#options.listener.onEnd(ending);
  }

  #openQueue(): OutgoingQueue {
    return new OutgoingQueue({
      channel: this.#channel,
      maxBytes: this.#options.limits.outgoingBytes,
      signal: this.#over.signal,
      onError: (error) => this.#fail(error),
    });
  }

  #fail(error: unknown): void {
    if (!this.#over.signal.aborted) this.end(endingOf(error));
  }

  #write(bytes: Uint8Array | undefined): void {
    if (bytes === undefined || this.#over.signal.aborted) return;
    if (this.#outgoing?.push(bytes) !== false) return;
    const { outgoingBytes } = this.#options.limits;
    const detail = `more than ${outgoingBytes} bytes wait to be read`;
    this.end({ reason: "slow-reader", detail });
  }

  #take(bytes: Uint8Array): void {
    try {
      this.#handle(this.#reader.push(bytes));
    } catch (error) {
      if (error instanceof ProtocolError) this.#handle(error.messages);
      throw error;
    }
  }

  #handle(messages: readonly HeartbeatMessage[]): void {
    if (messages.length === 0) return;
    this.#raw.finish();
    const { listener, protocol, limits } = this.#options;
    const atMs = this.#heardAtMs;
    if (this.#allowance.take(messages.length, atMs) > 0) {
      const detail = `more than ${limits.messagesPerSecond} messages a second`;
      return this.end({ reason: "flood", detail });
    }
    for (const message of messages) {
      if (this.#over.signal.aborted) return;
      if (message.kind === "message") listener.onMessage(message);
      else listener.onSign(atMs);
      if (message.kind === "beat") this.#write(protocol.answer());
    }
  }
}

function endingOf(error: unknown): ServerEnding {
  if (error instanceof ProtocolError) {
    return { reason: "protocol-error", detail: error.message };
  }
  if (!(error instanceof IoError)) throw error;
  return error.code === "EPROTO"
    ? { reason: "protocol-error", detail: error.message }
    : { reason: "reset", detail: error.code ?? scrub(error.message) };
}
