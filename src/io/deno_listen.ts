import { ConnChannel, orAborted, permissionHost } from "./deno_conn.ts";
import { toIoError } from "./deno_error.ts";
import type { Channel, Listener, ListenOptions } from "./io.ts";

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
      return this.#closed ? null : new ConnChannel(conn, this.#flag);
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
