import { orAborted, permissionHost } from "./deno_conn.ts";
import { toIoError } from "./deno_error.ts";
import type { Channel, Listener, ListenOptions } from "./io.ts";

/** Room for one read, as of a dialled connection. */
const READ_BUFFER_BYTES = 16_384;

/**
 * Serves a port of this host: `ServingIo.listen` on Deno. Whoever makes the
 * record composes it so: `{ ...createDenoIo(), listen }`.
 *
 * @param options The address and port.
 * @returns The listener; its owner closes it.
 * @throws {IoError} The port is taken, the address is not of this host, or the
 * permission is missing.
 */
export function listen(options: ListenOptions): Listener {
  const { address, port } = options;
  const flag = `--allow-net=${permissionHost(address, port)}`;
  try {
    return new DenoListener(Deno.listen({ hostname: address, port }), flag);
  } catch (error) {
    throw toIoError(error, { flag });
  }
}

class DenoListener implements Listener {
  readonly port: number;
  readonly #listener: Deno.TcpListener;
  readonly #flag: string;
  /** The accept that runs; one that its caller gave up serves the next. */
  #accepting: Promise<Deno.TcpConn> | undefined;
  #closed = false;

  constructor(listener: Deno.TcpListener, flag: string) {
    this.#listener = listener;
    this.#flag = flag;
    this.port = listener.addr.port;
  }

  async accept(signal: AbortSignal): Promise<Channel | null> {
    signal.throwIfAborted();
    if (this.#closed) return null;
    const accepting = this.#accepting ??= this.#listener.accept();
    try {
      const conn = await orAborted(accepting, signal);
      this.#accepting = undefined;
      return this.#closed ? null : new AcceptedChannel(conn, this.#flag);
    } catch (error) {
      if (error === signal.reason) throw error;
      this.#accepting = undefined;
      if (this.#closed) return null;
      throw toIoError(error, { flag: this.#flag });
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // A connection that nobody waits for any more must not stay open.
    this.#accepting?.then((conn) => conn.close(), () => {});
    this.#listener.close();
  }
}

/** An accepted connection as a {@linkcode Channel}. */
class AcceptedChannel implements Channel {
  readonly remote: string;
  readonly local: string;
  readonly #conn: Deno.TcpConn;
  readonly #flag: string;
  readonly #buffer = new Uint8Array(READ_BUFFER_BYTES);
  #reading: Promise<number | null> | undefined;
  #closed = false;

  constructor(conn: Deno.TcpConn, flag: string) {
    this.#conn = conn;
    this.#flag = flag;
    const { remoteAddr, localAddr } = conn;
    this.remote = permissionHost(remoteAddr.hostname, remoteAddr.port);
    this.local = permissionHost(localAddr.hostname, localAddr.port);
  }

  async read(signal: AbortSignal): Promise<Uint8Array | null> {
    signal.throwIfAborted();
    const reading = this.#reading ??= this.#conn.read(this.#buffer);
    try {
      const length = await orAborted(reading, signal);
      this.#reading = undefined;
      return length === null ? null : this.#buffer.slice(0, length);
    } catch (error) {
      if (error === signal.reason) throw error;
      this.#reading = undefined;
      throw toIoError(error, { flag: this.#flag });
    }
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    try {
      for (let sent = 0; sent < bytes.length;) {
        const rest = bytes.subarray(sent);
        sent += await orAborted(this.#conn.write(rest), signal);
      }
    } catch (error) {
      if (error === signal.reason) throw error;
      throw toIoError(error, { flag: this.#flag });
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reading?.catch(() => {});
    this.#conn.close();
  }
}
