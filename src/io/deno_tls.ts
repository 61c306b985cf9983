import type { Duplex as NodeDuplex } from "node:stream";
import type { PeerCertificate, TLSSocket } from "node:tls";
import { addressFamily } from "../model/host.ts";
import { orAborted } from "./deno_conn.ts";
import { toIoError } from "./deno_error.ts";
import {
  type Channel,
  IoError,
  type SecureChannel,
  type SecureOptions,
  type TlsFacts,
} from "./io.ts";

// By await, or a bundle would load them at start (20 ms, measured).
const { Duplex } = await import("node:stream");
const { connect } = await import("node:tls");

/** Most bytes read of one TLS stream at once: one record (RFC 8446 §5.1). */
const MAX_READ_BYTES = 16_384;

/** TLS needs no permission of its own: the stream under it is open. */
const ERROR_OPTIONS = { flag: "--allow-net" } as const;

/**
 * Speaks TLS over an open stream. A certificate that is not trusted is
 * reported and not refused, so that the caller learns the reason.
 *
 * @param channel The stream; the result owns it. On failure the caller still
 * has to close it.
 * @param options The name that the certificate must be for, and the signal.
 * @param certificates Authorities in PEM to trust instead of the system's.
 * @returns The TLS stream and what the handshake told.
 * @throws {IoError} What the peer or the library objected to, or the signal's
 * reason as it is.
 */
export async function secure(
  channel: Channel,
  options: SecureOptions,
  certificates?: readonly string[],
): Promise<SecureChannel> {
  const { serverName, signal } = options;
  signal.throwIfAborted();
  const carrier = new ChannelDuplex(channel);
  const host = serverName.replace(/%.*$/, "");
  const socket = connect({
    socket: carrier,
    host,
    // RFC 6066 §3: an address is no server name; it is checked all the same.
    servername: addressFamily(host) === 0 ? host : "",
    rejectUnauthorized: false,
    ...(certificates && { ca: [...certificates] }),
  });
  try {
    await orAborted(handshake(socket, carrier), signal);
  } catch (error) {
    socket.destroy();
    carrier.destroy();
    if (signal.aborted && error === signal.reason) throw error;
    throw toIoError(error, ERROR_OPTIONS);
  }
  return new TlsChannel(socket, carrier, channel);
}

function handshake(socket: TLSSocket, carrier: NodeDuplex): Promise<void> {
  return new Promise((resolve, reject) => {
    carrier.on("error", reject);
    socket.on("error", reject);
    socket.once("close", () => reject(endedError()));
    socket.once("secureConnect", resolve);
  });
}

function endedError(): IoError {
  return new IoError({
    kind: "failed",
    originalName: "Error",
    message: "The TLS stream ended before it was opened",
  });
}

/** A {@linkcode Channel} as the stream that `node:tls` wants below it. */
class ChannelDuplex extends Duplex {
  readonly #channel: Channel;
  readonly #stop = new AbortController();

  constructor(channel: Channel) {
    super({ allowHalfOpen: true });
    this.#channel = channel;
  }

  override _read(): void {
    this.#channel.read(this.#stop.signal).then(
      (bytes) => this.push(bytes),
      (error) => this.#fail(error),
    );
  }

  override _write(
    bytes: Uint8Array,
    _encoding: string,
    done: (error?: Error | null) => void,
  ): void {
    this.#channel.write(bytes, this.#stop.signal).then(() => done(), done);
  }

  override _destroy(
    error: Error | null,
    done: (error?: Error | null) => void,
  ): void {
    this.#stop.abort();
    done(error);
  }

  #fail(error: Error): void {
    if (!this.#stop.signal.aborted) this.destroy(error);
  }
}

/** A TLS socket of Node as a {@linkcode SecureChannel}. */
class TlsChannel implements SecureChannel {
  readonly remote: string;
  readonly local: string;
  readonly tls: TlsFacts;
  readonly #socket: TLSSocket;
  readonly #channel: Channel;
  #error: unknown;
  #ended = false;
  #wake: () => void = () => {};

  constructor(socket: TLSSocket, carrier: NodeDuplex, channel: Channel) {
    this.#socket = socket;
    this.#channel = channel;
    this.remote = channel.remote;
    this.local = channel.local;
    this.tls = tlsFacts(socket);
    socket.on("readable", () => this.#wake());
    socket.on("end", () => this.#end());
    socket.on("close", () => this.#end());
    socket.on("error", (error) => this.#end(error));
    // The socket itself only closes when the stream under it breaks (measured).
    carrier.on("error", (error) => this.#end(error));
  }

  async read(signal: AbortSignal): Promise<Uint8Array | null> {
    for (;;) {
      signal.throwIfAborted();
      const bytes = this.#take();
      if (bytes !== null) return bytes;
      if (this.#error !== undefined) throw this.#error;
      if (this.#ended) return null;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await orAborted(promise, signal);
    }
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#error !== undefined) throw this.#error;
    const written = new Promise<void>((resolve, reject) => {
      this.#socket.write(
        bytes,
        (error) => error ? reject(toIoError(error, ERROR_OPTIONS)) : resolve(),
      );
    });
    await orAborted(written, signal);
  }

  close(): void {
    this.#socket.destroy();
    this.#channel.close();
  }

  #take(): Uint8Array | null {
    const { readableLength } = this.#socket;
    if (readableLength === 0) this.#socket.read(0);
    const length = Math.min(readableLength, MAX_READ_BYTES);
    const bytes = length === 0 ? null : this.#socket.read(length);
    return bytes === null ? null : new Uint8Array(bytes);
  }

  #end(error?: unknown): void {
    this.#ended = true;
    if (error) this.#error ??= toIoError(error, ERROR_OPTIONS);
    this.#wake();
  }
}

function tlsFacts(socket: TLSSocket): TlsFacts {
  const certificate = socket.getPeerCertificate();
  const distrust = socket.authorized ? undefined : distrustOf(socket);
  const validFrom = isoTime(certificate.valid_from);
  const validTo = isoTime(certificate.valid_to);
  const names = namesOf(certificate);
  return {
    protocol: socket.getProtocol() ?? "unknown",
    ...(distrust !== undefined && { distrust }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
    ...(names !== undefined && { names }),
  };
}

/** The types say `Error`; Node and Deno give the code as a string. */
function distrustOf(socket: TLSSocket): string {
  const reason: unknown = socket.authorizationError;
  const code = reason instanceof Error
    ? (reason as { readonly code?: unknown }).code ?? reason.message
    : reason;
  return String(code ?? "UNKNOWN");
}

/** Node prints `Jan  1 00:00:00 2020 GMT`. */
function isoTime(text: string | undefined): string | undefined {
  const time = new Date(text ?? "");
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function namesOf(certificate: PeerCertificate): string | undefined {
  return certificate.subjectaltname ?? certificate.subject?.CN?.toString();
}
