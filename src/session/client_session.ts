import { type Channel, type Clock, IoError } from "../io/io.ts";
import type { WebSocketChannel, WebSocketClosing } from "../io/websocket_io.ts";
import type { SessionEnd } from "../model/event.ts";
import { scrub } from "../model/scrub.ts";
import type {
  ClientProtocol,
  HeartbeatMessage,
} from "../wire/heartbeat/heartbeat_codec.ts";
import { ProtocolError } from "../wire/heartbeat/protocol_error.ts";

/**
 * Most answers that are owed at once. A server that counts them gives a client
 * up after 5; one that floods with beats is answered no more than this.
 */
const MAX_OWED_ANSWERS = 64;

/** Bytes of the far application, as they were read. */
export interface SessionSign {
  /** When they were read, in milliseconds on the monotonic clock. */
  readonly atMs: number;
  /**
   * How many signs were in them that a detector counts: answers to beats of
   * ours or, where the server beats, its beats.
   */
  readonly beats: number;
}

/** How a session ended. */
export interface SessionEnding {
  /** When that was seen, in milliseconds on the monotonic clock. */
  readonly atMs: number;
  /** How. */
  readonly cause: SessionEnd;
  /** The rule of the protocol that the peer broke, if it was that. */
  readonly error?: ProtocolError;
  /** Whether the peer had said that it would: no outage, but a new begin. */
  readonly announced: boolean;
  /** Whether the protocol allows that end: no answer was owed. */
  readonly idle: boolean;
  /** What the peer said of it, in a sentence that is safe to print. */
  readonly words?: string;
}

/** Who follows a session. */
export interface SessionListener {
  /** Is told of each portion of bytes. */
  onSign(sign: SessionSign): void;
  /** Is told once how it ended, unless it was closed from here. */
  onEnd(ending: SessionEnding): void;
}

/** What a session runs on. */
export interface ClientSessionOptions {
  /** The open stream, or WebSocket; the session owns it. */
  readonly channel: Channel | WebSocketChannel;
  /** What is spoken on it. */
  readonly protocol: ClientProtocol;
  /** Read at the moment at which bytes come. */
  readonly clock: Clock;
}

/**
 * One live session, seen from the client: a read is always pending, beats of
 * the server are answered, and at most one write is under way, so that a peer
 * that reads nothing costs no memory here.
 */
export class ClientSession {
  /**
   * Fulfils with `true` at the first sign that the protocol promises, and with
   * `false` where the session ended before it.
   */
  readonly opened: Promise<boolean>;
  readonly #options: ClientSessionOptions;
  readonly #closed = new AbortController();
  readonly #open: (isOpen: boolean) => void;
  #listener: SessionListener | undefined;
  #ending: SessionEnding | undefined;
  #isWriting = false;
  /** How many beats have no answer yet. */
  #unanswered = 0;
  #isPinging = false;
  /** Beats of the server that are not answered yet. */
  #owedAnswers = 0;
  /** When the first beat was written, and how long its answer took. */
  #askedAtMs: number | undefined;
  #openingMs: number | undefined;

  /** Begins to read, and asks where the protocol lets the client ask first. */
  constructor(options: ClientSessionOptions) {
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.opened = promise;
    this.#open = resolve;
    this.#readAll();
    if (!options.protocol.greets && this.beat()) {
      this.#askedAtMs = options.clock.monotonicMs();
    }
  }

  /** How long the first answer took, where the client asked first. */
  get openingMs(): number | undefined {
    return this.#openingMs;
  }

  /** This side's address and port. */
  get local(): string {
    return this.#options.channel.local;
  }

  /** The address and port that the stream leads to first. */
  get remote(): string {
    return this.#options.channel.remote;
  }

  /** Follows the session from here on; an end that was missed is told. */
  listen(listener: SessionListener): void {
    this.#listener = listener;
    const ending = this.#ending;
    if (ending !== undefined) listener.onEnd(ending);
  }

  /**
   * Writes a beat, if the protocol has one and no write is under way.
   *
   * @returns Whether a beat was written.
   */
  beat(): boolean {
    const isWritten = this.#write(this.#options.protocol.beat());
    if (isWritten) {
      this.#unanswered++;
      this.#ping();
    }
    return isWritten;
  }

  /** Closes the session; again is allowed. Nobody is told. */
  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#options.channel.close();
    this.#open(false);
  }

  async #readAll(): Promise<void> {
    const { channel, protocol, clock } = this.#options;
    const reader = protocol.reader();
    try {
      for (;;) {
        const bytes = await channel.read(this.#closed.signal);
        const atMs = clock.monotonicMs();
        if (bytes === null) return this.#endInOrder();
        this.#take(reader.push(bytes), atMs);
      }
    } catch (error) {
      this.#fail(error, "session-reset");
    }
  }

  #take(messages: readonly HeartbeatMessage[], atMs: number): void {
    if (this.#closed.signal.aborted) return;
    const { protocol } = this.#options;
    this.#unanswered -= messages.filter(({ kind }) => kind === "answer").length;
    const wanted = protocol.beatsFrom === "server" ? "beat" : "answer";
    const beats = messages.filter(({ kind }) => kind === wanted).length;
    if (messages.some(({ kind }) => kind === "greeting")) this.#open(true);
    this.#sign({ atMs, beats });
    const asked = messages.filter(({ kind }) => kind === "beat").length;
    this.#owedAnswers = Math.min(MAX_OWED_ANSWERS, this.#owedAnswers + asked);
    this.#payAnswers();
    if (messages.some(isLast)) this.#end("session-closed", { announced: true });
  }

  /**
   * Each beat is answered, however many came at once: the server may count,
   * and never gets back what it was not given.
   */
  #payAnswers(): void {
    if (this.#owedAnswers === 0) return;
    const answer = this.#options.protocol.answer();
    if (answer === undefined) return;
    const bytes = new Uint8Array(answer.length * this.#owedAnswers);
    for (let at = 0; at < bytes.length; at += answer.length) {
      bytes.set(answer, at);
    }
    if (this.#write(bytes)) this.#owedAnswers = 0;
  }

  /**
   * A WebSocket is pinged beside each beat: its server must answer that, be
   * the beat to its taste or not.
   */
  #ping(): void {
    const { channel, clock } = this.#options;
    if (!("ping" in channel) || this.#isPinging) return;
    this.#isPinging = true;
    channel.ping(this.#closed.signal).then(
      () => {
        this.#isPinging = false;
        this.#sign({ atMs: clock.monotonicMs(), beats: 1 });
      },
      (error: unknown) => this.#fail(error, "send-failed"),
    );
  }

  /** The peer showed that it lives. */
  #sign(sign: SessionSign): void {
    if (this.#closed.signal.aborted) return;
    if (sign.beats > 0) {
      this.#open(true);
      if (this.#askedAtMs !== undefined) {
        this.#openingMs ??= sign.atMs - this.#askedAtMs;
      }
    }
    this.#listener?.onSign(sign);
  }

  #write(bytes: Uint8Array | undefined): boolean {
    const { signal } = this.#closed;
    if (bytes === undefined || this.#isWriting || signal.aborted) return false;
    this.#isWriting = true;
    this.#options.channel.write(bytes, signal).then(
      () => {
        this.#isWriting = false;
        this.#payAnswers();
      },
      (error: unknown) => this.#fail(error, "send-failed"),
    );
    return true;
  }

  #fail(error: unknown, cause: SessionEnd): void {
    if (this.#closed.signal.aborted) return;
    if (error instanceof ProtocolError) {
      this.#end("session-closed", { error });
    } else if (error instanceof IoError) {
      this.#end(cause);
    } else {
      throw error;
    }
  }

  #endInOrder(): void {
    const { channel, protocol: { endsIdle = false } } = this.#options;
    const idle = endsIdle && this.#unanswered <= 0;
    const closing = "closing" in channel ? channel.closing : undefined;
    const words = closing && wordsOf(closing);
    this.#end("session-closed", { idle, ...(words && { words }) });
  }

  #end(
    cause: SessionEnd,
    more: {
      readonly error?: ProtocolError;
      readonly announced?: true;
      readonly idle?: boolean;
      readonly words?: string;
    } = {},
  ): void {
    if (this.#closed.signal.aborted) return;
    const atMs = this.#options.clock.monotonicMs();
    this.#ending = { atMs, cause, announced: false, idle: false, ...more };
    this.close();
    this.#listener?.onEnd(this.#ending);
  }
}

function wordsOf({ code, reason }: WebSocketClosing): string {
  const words = reason === "" ? "" : `: "${scrub(reason)}"`;
  return `The peer closed the WebSocket with code ${code}${words}.`;
}

function isLast(message: HeartbeatMessage): boolean {
  return message.kind === "answer" && message.last === true;
}
