import type {
  AnsweringSocket,
  AnswerOptions,
  Channel,
  Listener,
  ListenOptions,
  ServingIo,
} from "../../src/io/io.ts";
import type {
  AcceptWebSocketOptions,
  WebSocketChannel,
  WebSocketIo,
} from "../../src/io/websocket_io.ts";
import { never } from "../io/fake_channel.ts";
import { FakeIo } from "../io/fake_io.ts";

/** A port of a {@linkcode FakeServingIo}, to which a test connects. */
export class FakeListener implements Listener {
  readonly port: number;
  /** Whether the port is free again. */
  closed = false;
  readonly #waiting: Channel[] = [];
  #wake: () => void = () => {};

  constructor(port: number) {
    this.port = port;
  }

  /** Connects a client; the channel is the server's end. */
  connect(channel: Channel): void {
    this.#waiting.push(channel);
    this.#wake();
  }

  async accept(signal: AbortSignal): Promise<Channel | null> {
    for (;;) {
      const channel = this.#waiting.shift();
      if (channel !== undefined) return channel;
      if (this.closed) return null;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await Promise.race([promise, never(signal)]);
    }
  }

  close(): void {
    this.closed = true;
    this.#wake();
  }
}

/** A scripted world that serves; a WebSocket is the channel itself. */
export class FakeServingIo extends FakeIo implements ServingIo, WebSocketIo {
  /** The ports that were opened, in order. */
  readonly listeners: FakeListener[] = [];

  listen({ port }: ListenOptions): Listener {
    const listener = new FakeListener(port);
    this.listeners.push(listener);
    return listener;
  }

  answerDatagrams({ port }: AnswerOptions): Promise<AnsweringSocket> {
    return Promise.resolve({ port, close: () => {} });
  }

  openWebSocket(): Promise<WebSocketChannel> {
    throw new Error("Cannot open a WebSocket: the script says nothing of it");
  }

  acceptWebSocket(
    channel: Channel,
    _options: AcceptWebSocketOptions,
  ): Promise<WebSocketChannel> {
    const { remote, local } = channel;
    return Promise.resolve({
      remote,
      local,
      read: (signal) => channel.read(signal),
      write: (bytes, signal) => channel.write(bytes, signal),
      close: () => channel.close(),
      ping: (signal) => never(signal),
    });
  }
}
