import { MAX_FIRST_BYTES, MAX_HTTP_HEAD_BYTES } from "../model/limits.ts";
import { scrub } from "../model/scrub.ts";
import { orAborted } from "./deno_conn.ts";
import { type Driver, DRIVERS } from "./deno_websocket_driver.ts";
import { type Channel, IoError } from "./io.ts";
import type {
  AcceptWebSocketOptions,
  OpenWebSocketOptions,
  WebSocketChannel,
  WebSocketClosing,
} from "./websocket_io.ts";

// By await, or a bundle would load it at start (8 ms, measured for UDP).
const { Buffer } = await import("node:buffer");

/** The answer to a web page that may not connect (RFC 6455 section 4.2.2). */
const FORBIDDEN = new TextEncoder().encode(
  "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
);

/** Going away (RFC 6455 section 7.4.1). */
const GOING_AWAY = 1001;

const LF = 0x0a;

/** Most bytes before the payload of a control frame: two, and the mask. */
const CONTROL_HEAD_BYTES = 6;

/** Most bytes of the payload of a control frame (RFC 6455 section 5.5). */
const MAX_CONTROL_BYTES = 125;

/** How long a closing frame may take to leave, in milliseconds. */
const CLOSE_MS = 200;

/**
 * Asks the server at the other end of a channel to become a WebSocket.
 *
 * @param channel The open stream; it is owned, and closed if this fails.
 * @param options The URL, the limits and the signal.
 * @returns The open WebSocket.
 * @throws {IoError} The stream failed, or with `EPROTO` the peer speaks
 * something else; else the signal's reason as it is.
 */
export function openWebSocket(
  channel: Channel,
  options: OpenWebSocketOptions,
): Promise<WebSocketChannel> {
  const { url, authorization, maxMessageBytes } = options;
  const driver = DRIVERS.client(url, { maxLength: maxMessageBytes });
  if (authorization !== undefined) {
    driver.setHeader("Authorization", authorization);
  }
  const socket = new DriverChannel(channel, driver, maxMessageBytes);
  driver.start();
  return shakeHands(socket, options.signal);
}

/**
 * Answers a client that asks this end of a channel to become a WebSocket.
 *
 * @param channel The open stream; it is owned, and closed if this fails.
 * @param options The limits and the signal.
 * @returns The open WebSocket.
 * @throws {IoError} As {@linkcode openWebSocket}, or with `EPROTO` the client
 * is a web page that may not connect.
 */
export function acceptWebSocket(
  channel: Channel,
  { maxMessageBytes, allowsOrigin, signal }: AcceptWebSocketOptions,
): Promise<WebSocketChannel> {
  const driver = DRIVERS.server({ maxLength: maxMessageBytes });
  const socket = new DriverChannel(channel, driver, maxMessageBytes);
  driver.on("connect", () => {
    const origin = driver.headers?.origin;
    if (origin === undefined || allowsOrigin(origin)) driver.start();
    else socket.forbid(origin);
  });
  return shakeHands(socket, signal);
}

async function shakeHands(
  socket: DriverChannel,
  signal: AbortSignal,
): Promise<WebSocketChannel> {
  try {
    await socket.open(signal);
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

/** A WebSocket: the library's bytes, carried by a channel. */
class DriverChannel implements WebSocketChannel {
  readonly remote: string;
  readonly local: string;
  readonly #channel: Channel;
  readonly #driver: Driver;
  readonly #maxMessageBytes: number;
  readonly #messages: Uint8Array[] = [];
  readonly #closing = new AbortController();
  #outgoing: Uint8Array[] = [];
  #writing: Promise<void> = Promise.resolve();
  #first = new Uint8Array(0);
  #state: "opening" | "open" | "ended" = "opening";
  #error: IoError | undefined;
  #closingFrame: WebSocketClosing | undefined;
  /** Bytes that have become neither a message nor a control frame yet. */
  #waiting = 0;
  #pings = 0;

  constructor(channel: Channel, driver: Driver, maxMessageBytes: number) {
    this.#channel = channel;
    this.#driver = driver;
    this.#maxMessageBytes = maxMessageBytes;
    this.remote = channel.remote;
    this.local = channel.local;
    this.#listen(driver);
  }

  get closing(): WebSocketClosing | undefined {
    return this.#closingFrame;
  }

  async open(signal: AbortSignal): Promise<void> {
    await this.#flush(signal);
    while (this.#state === "opening") await this.#take(signal);
    if (this.#error !== undefined) throw this.#error;
    if (this.#state === "open") return;
    throw this.#broken("the peer must not close during the handshake");
  }

  async read(signal: AbortSignal): Promise<Uint8Array | null> {
    for (;;) {
      signal.throwIfAborted();
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      if (this.#error !== undefined) throw this.#error;
      if (this.#state === "ended") return null;
      await this.#take(signal);
    }
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#driver.text(new TextDecoder().decode(bytes));
    await this.#flush(signal);
  }

  async ping(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#driver.ping(String(++this.#pings), resolve);
    await this.#flush(signal);
    await orAborted(promise, signal);
  }

  /** Turns a web page away before it is a WebSocket. */
  forbid(origin: string): void {
    this.#outgoing.push(FORBIDDEN);
    this.#error = this.#broken(`no page of "${origin}" may connect`);
    this.#state = "ended";
  }

  close(): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort(new DOMException("closed", "AbortError"));
    if (this.#state === "open") this.#driver.close("", GOING_AWAY);
    const end = () => this.#channel.close();
    if (this.#outgoing.length === 0) return end();
    this.#flush(AbortSignal.timeout(CLOSE_MS)).then(end, end);
  }

  #listen(driver: Driver): void {
    driver.io.on("data", (bytes) => this.#outgoing.push(bytes));
    driver.on("open", () => this.#state = "open");
    driver.on("message", ({ data }) => {
      this.#waiting = 0;
      this.#messages.push(
        typeof data === "string"
          ? new TextEncoder().encode(data)
          : new Uint8Array(data ?? []),
      );
    });
    for (const event of ["ping", "pong"] as const) {
      driver.on(event, ({ data }) => {
        const length = data?.length ?? MAX_CONTROL_BYTES;
        this.#waiting -= length + CONTROL_HEAD_BYTES;
      });
    }
    driver.on("error", ({ message }) => {
      this.#error ??= this.#broken(String(message));
    });
    driver.on("close", ({ code = 0, reason = "" }) => {
      this.#state = "ended";
      if (this.#error === undefined) this.#closingFrame = { code, reason };
    });
  }

  /** Takes what the peer sends next, and answers what wants an answer. */
  async #take(signal: AbortSignal): Promise<void> {
    const bytes = await this.#channel.read(signal);
    if (bytes === null) {
      this.#state = "ended";
      return;
    }
    if (this.#first.length < MAX_FIRST_BYTES) {
      const first = [...this.#first, ...bytes.subarray(0, MAX_FIRST_BYTES)];
      this.#first = Uint8Array.from(first.slice(0, MAX_FIRST_BYTES));
    }
    this.#waiting = Math.max(0, this.#waiting) + bytes.length;
    const wasOpen = this.#state === "open";
    this.#feed(bytes);
    if (!wasOpen && this.#state === "open") this.#waiting = 0;
    if (this.#waiting > this.#mostWaiting()) {
      this.#error ??= this.#broken(
        `it must end within ${this.#mostWaiting()}` +
          " bytes",
      );
      this.#state = "ended";
    }
    await this.#flush(signal);
  }

  /**
   * Gives bytes to the library: line by line until the WebSocket is open, since
   * frames that come with the head would find it unprepared and make it throw.
   */
  #feed(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0 && this.#state === "opening") {
      const end = rest.indexOf(LF) + 1 || rest.length;
      this.#write(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    if (rest.length > 0 && this.#state === "open") this.#write(rest);
  }

  #write({ buffer, byteOffset, byteLength }: Uint8Array): void {
    try {
      // The library knows words in Node's own kind of bytes alone.
      this.#driver.io.write(Buffer.from(buffer, byteOffset, byteLength));
    } catch {
      // Whatever a peer sends ends its own connection and nothing else.
      this.#error ??= this.#broken("it must be what RFC 6455 says");
      this.#state = "ended";
    }
  }

  /** Frames may be tiny: their heads are allowed as much as the message. */
  #mostWaiting(): number {
    return this.#state === "opening"
      ? MAX_HTTP_HEAD_BYTES
      : 2 * this.#maxMessageBytes + MAX_HTTP_HEAD_BYTES;
  }

  /** Writes what the library has made, in order, whoever asked for it. */
  #flush(signal: AbortSignal): Promise<void> {
    const chunks = this.#outgoing;
    this.#outgoing = [];
    if (chunks.length === 0) return this.#writing;
    const work = this.#writing.then(async () => {
      for (const bytes of chunks) await this.#channel.write(bytes, signal);
    });
    this.#writing = work;
    work.catch(() => {});
    return work;
  }

  #broken(rule: string): IoError {
    const first = scrub(this.#first);
    return new IoError({
      kind: "failed",
      originalName: "ProtocolError",
      code: "EPROTO",
      message: this.#state === "opening"
        ? `Cannot read "${first}" as a WebSocket handshake: ${scrub(rule)}`
        : `Cannot go on with the WebSocket: ${scrub(rule)}`,
    });
  }
}
