import {
  serverProtocol,
  type ServerProtocolName,
} from "../../src/wire/heartbeat/protocols.ts";
import type { Certificate } from "../faults/certificate.ts";

/** What a {@linkcode BeatServer} speaks. */
export type BeatServerName =
  | ServerProtocolName
  | "tcp"
  | "http"
  | "http-once"
  | "redis";

/** How it answers what a client wrote; `undefined` says nothing. */
type Answer = (bytes: Uint8Array) => Uint8Array | undefined;

/** A server on loopback that can end its connections in each way. */
export class BeatServer {
  /** Its port. */
  readonly port: number;
  readonly #name: BeatServerName;
  readonly #listener: Deno.TcpListener | Deno.TlsListener;
  readonly #connections = new Set<Deno.Conn>();
  readonly #work: Promise<void>[] = [];
  readonly #accepting: Promise<void>;
  /** What answers wait for. */
  #held: Promise<void> = Promise.resolve();

  /** Serves a port, a free one unless told otherwise; TLS if it can. */
  constructor(name: BeatServerName, port = 0, certificate?: Certificate) {
    const hostname = "127.0.0.1";
    this.#name = name;
    this.#listener = certificate === undefined
      ? Deno.listen({ hostname, port })
      : Deno.listenTls({ hostname, port, ...certificate });
    this.port = this.#listener.addr.port;
    this.#accepting = this.#accept();
  }

  /** Holds all answers back; returns what lets them go. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = promise;
    return resolve;
  }

  /** Ends all connections in order, and serves on. */
  endSessions(): void {
    for (const connection of this.#connections) close(connection);
  }

  /** Stops, and ends all connections. */
  async stop(): Promise<void> {
    this.#listener.close();
    this.endSessions();
    // A connection may have been accepted in the same turn.
    await this.#accepting;
    this.endSessions();
    await Promise.all(this.#work);
  }

  async #accept(): Promise<void> {
    for await (const connection of this.#listener) {
      this.#connections.add(connection);
      this.#work.push(
        this.#serve(connection).catch(() => {}).finally(() => {
          this.#connections.delete(connection);
          close(connection);
        }),
      );
    }
  }

  async #serve(connection: Deno.Conn): Promise<void> {
    const { greeting, answer } = manners(this.#name);
    if (greeting !== undefined) await connection.write(greeting);
    const buffer = new Uint8Array(4096);
    for (;;) {
      const length = await connection.read(buffer);
      if (length === null) return;
      const reply = answer(buffer.subarray(0, length));
      await this.#held;
      if (reply !== undefined) await connection.write(reply);
    }
  }
}

function manners(name: BeatServerName): {
  readonly greeting?: Uint8Array | undefined;
  readonly answer: Answer;
} {
  switch (name) {
    case "tcp":
      return { answer: () => undefined };
    case "http":
      return {
        answer: () => encode("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
      };
    case "http-once":
      return {
        answer: () => encode("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"),
      };
    case "redis":
      return { answer: () => encode("+PONG\r\n") };
    default: {
      const protocol = serverProtocol(name);
      const reader = protocol.reader();
      const greeting = protocol.greeting() ?? protocol.beat();
      return {
        greeting,
        answer: (bytes) =>
          reader.push(bytes).some(({ kind }) => kind === "beat")
            ? protocol.answer()
            : undefined,
      };
    }
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // It is closed already.
  }
}
