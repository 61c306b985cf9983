import { toIoError } from "./deno_error.ts";
import { type Channel, type DialOptions, IoError } from "./io.ts";

/**
 * Room for a read until one fills it, in bytes: a beat fits, and a thousand
 * quiet connections hold 1 MB instead of 16, a third of all that they hold
 * (measured).
 */
const FIRST_READ_BYTES = 1024;

/** Room from then on: what a loopback socket hands over at once is 64 KiB. */
const READ_BUFFER_BYTES = 16_384;

/**
 * Opens a TCP connection.
 *
 * @param options Where to, and the signal that ends the attempt.
 * @returns The open stream.
 * @throws {IoError} The system's error, or the signal's reason as it is.
 */
export async function dial(options: DialOptions): Promise<Channel> {
  const { address, port, signal } = options;
  const flag = `--allow-net=${permissionHost(address, port)}`;
  signal.throwIfAborted();
  let conn: Deno.TcpConn;
  try {
    conn = await Deno.connect({ hostname: address, port, signal });
  } catch (error) {
    if (signal.aborted && error === signal.reason) throw error;
    throw toIoError(error, { flag });
  }
  return new ConnChannel(conn, flag);
}

/**
 * Names a host and port as `--allow-net` does.
 *
 * @param address A literal address; Deno drops a zone before it compares.
 * @param port The port; absent for all of them.
 * @returns For example `[fe80::1]:80`.
 */
export function permissionHost(address: string, port?: number): string {
  const plain = address.replace(/%.*$/, "");
  const host = plain.includes(":") ? `[${plain}]` : plain;
  return port === undefined ? host : `${host}:${port}`;
}

/**
 * Questions are small and wait for an answer. Held back, the second of two
 * writes costs the 40 ms of the peer's delayed acknowledgement, in each TLS
 * handshake (measured).
 */
function sendAtOnce(conn: Deno.TcpConn): void {
  try {
    conn.setNoDelay();
  } catch {
    // Some systems refuse it where the peer has closed: the read will tell.
  }
}

/** A TCP connection as a {@linkcode Channel}, dialled or accepted. */
export class ConnChannel implements Channel {
  /** The peer's address and port. */
  readonly remote: string;
  /** This side's address and port. */
  readonly local: string;
  readonly #conn: Deno.TcpConn;
  readonly #flag: string;
  #buffer = new Uint8Array(FIRST_READ_BYTES);
  /** The read that runs; one that its caller gave up serves the next. */
  #reading: Promise<number | null> | undefined;
  #closed = false;

  /** Takes the connection over; the flag is named when permission is lost. */
  constructor(conn: Deno.TcpConn, flag: string) {
    this.#conn = conn;
    this.#flag = flag;
    this.remote = permissionHost(
      conn.remoteAddr.hostname,
      conn.remoteAddr.port,
    );
    this.local = permissionHost(conn.localAddr.hostname, conn.localAddr.port);
    sendAtOnce(conn);
  }

  /** As {@linkcode Channel.read}; a read given up loses nothing. */
  async read(signal: AbortSignal): Promise<Uint8Array | null> {
    this.#checkOpen(signal);
    const reading = this.#reading ??= this.#conn.read(this.#buffer);
    let length: number | null;
    try {
      length = await orAborted(reading, signal);
    } catch (error) {
      if (error !== signal.reason) this.#reading = undefined;
      throw this.#named(error, signal);
    }
    this.#reading = undefined;
    return length === null ? null : this.#take(length);
  }

  /** As {@linkcode Channel.write}; after a write given up, only close. */
  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    this.#checkOpen(signal);
    try {
      for (let sent = 0; sent < bytes.length;) {
        const rest = bytes.subarray(sent);
        sent += await orAborted(this.#conn.write(rest), signal);
      }
    } catch (error) {
      throw this.#named(error, signal);
    }
  }

  /** As {@linkcode Channel.close}. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reading?.catch(() => {});
    this.#conn.close();
  }

  /** Copies what was read; more room is made where that was all there was. */
  #take(length: number): Uint8Array {
    const bytes = this.#buffer.slice(0, length);
    if (length === this.#buffer.length && length < READ_BUFFER_BYTES) {
      this.#buffer = new Uint8Array(READ_BUFFER_BYTES);
    }
    return bytes;
  }

  #checkOpen(signal: AbortSignal): void {
    signal.throwIfAborted();
    if (!this.#closed) return;
    throw new IoError({
      kind: "failed",
      originalName: "TypeError",
      code: "EBADF",
      message: "Cannot use a stream that is closed: dial again",
    });
  }

  #named(error: unknown, signal: AbortSignal): unknown {
    const isAborted = signal.aborted && error === signal.reason;
    return isAborted ? error : toIoError(error, { flag: this.#flag });
  }
}

/**
 * Waits for work that cannot be cancelled, no longer than the signal allows.
 * Each beat waits here twice: one promise costs a third of what a race of
 * two does (measured).
 *
 * @param work What runs on when the wait is given up.
 * @param signal Ends the wait.
 * @returns What the work gives.
 * @throws What the work throws, or the signal's reason.
 */
export function orAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    work.then(
      (value) => {
        signal.removeEventListener("abort", abort);
        resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener("abort", abort);
        reject(error);
      },
    );
  });
}
