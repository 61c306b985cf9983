import type { Server, Socket } from "node:net";
import type {
  BreakableChannel,
  BreakableListener,
  BreakingIo,
} from "./breaking_io.ts";
import { orAborted, permissionHost } from "./deno_conn.ts";
import { toIoError } from "./deno_error.ts";
import { demandNet } from "./deno_permission.ts";
import type { ListenOptions } from "./io.ts";

/** Most connections of one port, accepted or waiting: a demonstration's. */
const MAX_CONNECTIONS = 64;

/**
 * Makes the {@linkcode BreakingIo} that acts on the real world. It is on
 * `node:net`, since Deno's own connections cannot be reset.
 *
 * @returns The record; it holds nothing open.
 */
export function createBreakingIo(): BreakingIo {
  return { listenBreakable };
}

async function listenBreakable(
  { address, port }: ListenOptions,
): Promise<BreakableListener> {
  // Loaded when first used: Node's modules cost 25 ms at start (measured).
  const { createServer } = await import("node:net");
  const host = permissionHost(address, port);
  await demandNet(host);
  const flag = `--allow-net=${host}`;
  const server = createServer({ pauseOnConnect: true });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(toIoError(error, { flag })));
    server.listen(port, address, resolve);
  });
  return new SocketListener(server, flag);
}

class SocketListener implements BreakableListener {
  readonly port: number;
  readonly #server: Server;
  readonly #flag: string;
  /** Connected, and not asked for yet. */
  readonly #waiting: Socket[] = [];
  #isClosed = false;
  #wake: () => void = () => {};

  constructor(server: Server, flag: string) {
    this.#server = server;
    this.#flag = flag;
    const bound = server.address();
    this.port = bound !== null && typeof bound === "object" ? bound.port : 0;
    server.on("connection", (socket) => {
      // What breaks is told by the next read or write.
      socket.on("error", () => {});
      if (this.#isClosed) socket.destroy();
      else this.#waiting.push(socket);
      this.#wake();
    });
  }

  async accept(signal: AbortSignal): Promise<BreakableChannel | null> {
    for (;;) {
      signal.throwIfAborted();
      const socket = this.#waiting.shift();
      if (socket !== undefined) return new SocketChannel(socket, this.#flag);
      if (this.#isClosed) return null;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await orAborted(promise, signal);
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#server.close();
    for (const socket of this.#waiting.splice(0)) socket.destroy();
    this.#wake();
  }
}

/** A socket of Node as a {@linkcode BreakableChannel}. */
class SocketChannel implements BreakableChannel {
  readonly remote: string;
  readonly local: string;
  readonly #socket: Socket;
  readonly #flag: string;
  readonly #chunks: AsyncIterator<Uint8Array>;
  /** The read that runs; one that its caller gave up serves the next. */
  #reading: Promise<IteratorResult<Uint8Array>> | undefined;

  constructor(socket: Socket, flag: string) {
    this.#socket = socket;
    this.#flag = flag;
    const { remoteAddress = "", remotePort = 0 } = socket;
    this.remote = permissionHost(remoteAddress, remotePort);
    const { localAddress = "", localPort = 0 } = socket;
    this.local = permissionHost(localAddress, localPort);
    socket.setNoDelay();
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  async read(signal: AbortSignal): Promise<Uint8Array | null> {
    signal.throwIfAborted();
    const reading = this.#reading ??= this.#chunks.next();
    try {
      const { done, value } = await orAborted(reading, signal);
      this.#reading = undefined;
      return done ? null : new Uint8Array(value);
    } catch (error) {
      if (error === signal.reason) throw error;
      this.#reading = undefined;
      throw toIoError(error, { flag: this.#flag });
    }
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#socket.write(
      bytes,
      (error) =>
        error ? reject(toIoError(error, { flag: this.#flag })) : resolve(),
    );
    await orAborted(promise, signal);
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  close(): void {
    this.#socket.destroy();
  }
}
