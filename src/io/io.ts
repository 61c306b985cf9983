/**
 * The two clocks, apart: the monotonic one measures durations, the wall clock
 * tells people when.
 */
export interface Clock {
  /** Milliseconds on a monotonic clock, from an arbitrary zero. */
  monotonicMs(): number;
  /** Milliseconds since 1970 in UTC. */
  wallMs(): number;
}

/** An open two-way byte stream: a TCP connection, a tunnel, or TLS on one. */
export interface Channel {
  /** The peer's address and port, as the operating system names them. */
  readonly remote: string;
  /** This side's address. */
  readonly local: string;
  /**
   * Reads the bytes that are there next, or `null` at the end of the stream.
   * Throws a failed operation's {@linkcode IoError}, or the signal's reason.
   */
  read(signal: AbortSignal): Promise<Uint8Array | null>;
  /** Writes all the bytes. */
  write(bytes: Uint8Array, signal: AbortSignal): Promise<void>;
  /** Closes the stream; again is allowed. */
  close(): void;
}

/** What a peer's certificate and the handshake told. */
export interface TlsFacts {
  /** TLS version agreed on, for example `TLSv1.3`. */
  readonly protocol: string;
  /**
   * Why the certificate is not trusted, as the TLS library's code
   * (`CERT_HAS_EXPIRED`, `ERR_TLS_CERT_ALTNAME_INVALID`, …); absent if it is.
   */
  readonly distrust?: string;
  /** The start of the certificate's validity, ISO 8601. */
  readonly validFrom?: string;
  /** The end of the certificate's validity, ISO 8601. */
  readonly validTo?: string;
  /** The names that the certificate is for, as one line. */
  readonly names?: string;
}

/** A TLS stream and what its handshake told. */
export interface SecureChannel extends Channel {
  /** What the handshake told. */
  readonly tls: TlsFacts;
}

/** A finished subprocess. */
export interface Finished {
  /** Exit code; `null` when the process or its output was cut off. */
  readonly exitCode: number | null;
  /** Standard output, cut at the bound that the caller named. */
  readonly stdout: string;
  /** Standard error, cut at the same bound. */
  readonly stderr: string;
}

/** Options of {@linkcode Io.spawn}. */
export interface SpawnOptions {
  /** Ends the process; what it printed until then is still returned. */
  readonly signal: AbortSignal;
  /** Most bytes kept of each output stream. */
  readonly maxBytes: number;
}

/** Options of {@linkcode Io.dial}. */
export interface DialOptions {
  /** A literal address. Names are resolved by the caller. */
  readonly address: string;
  /** The port, 1 to 65535. */
  readonly port: number;
  /** Ends the attempt and leaves no half-open socket behind. */
  readonly signal: AbortSignal;
}

/** Options of {@linkcode Io.secure}. */
export interface SecureOptions {
  /** The name that the certificate must be for. */
  readonly serverName: string;
  /** Ends the handshake. */
  readonly signal: AbortSignal;
}

/** Options of {@linkcode Io.exchange}. */
export interface ExchangeOptions {
  /** A literal address. */
  readonly address: string;
  /** The port, 1 to 65535. */
  readonly port: number;
  /** Ends the wait for an answer. */
  readonly signal: AbortSignal;
}

/** The systems that Faultline knows how to ask. */
export type Platform = "linux" | "darwin" | "windows" | "other";

/**
 * Everything that the program does to the world. The one implementation on
 * Deno is in `deno.ts`; tests bring their own.
 */
export interface Io {
  /** The system that the program runs on. */
  readonly platform: Platform;
  /** The clocks. */
  readonly clock: Clock;
  /** A number from 0 to below 1. */
  random(): number;
  /** Waits; rejects with the signal's reason when it aborts. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>;
  /** Opens a TCP connection. Throws {@linkcode IoError}. */
  dial(options: DialOptions): Promise<Channel>;
  /**
   * Speaks TLS on an open channel, and reports rather than refuses a
   * certificate that is not trusted. Throws {@linkcode IoError}.
   */
  secure(channel: Channel, options: SecureOptions): Promise<SecureChannel>;
  /**
   * Sends one datagram and returns the answers as they come from that
   * address and port, until the signal aborts. Throws {@linkcode IoError}.
   */
  exchange(
    query: Uint8Array,
    options: ExchangeOptions,
  ): AsyncIterable<Uint8Array>;
  /** Asks the operating system for the addresses of a name. */
  lookup(name: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Runs a program to its end, without a shell. Throws {@linkcode IoError}. */
  spawn(
    program: string,
    args: readonly string[],
    options: SpawnOptions,
  ): Promise<Finished>;
  /** Reads a small text file. Throws {@linkcode IoError}. */
  readText(path: string): Promise<string>;
}

/** Options of {@linkcode ServingIo.listen}. */
export interface ListenOptions {
  /** A literal address of this host. */
  readonly address: string;
  /** The port, 0 to 65535; 0 lets the system choose a free one. */
  readonly port: number;
}

/** A port that is served. */
export interface Listener {
  /** The port, chosen by the system where 0 was asked for. */
  readonly port: number;
  /**
   * Waits for the next connection, or gives `null` once the listener is
   * closed. Throws {@linkcode IoError}, or the signal's reason.
   */
  accept(signal: AbortSignal): Promise<Channel | null>;
  /** Stops serving; again is allowed. Accepted connections live on. */
  close(): void;
}

/** Options of {@linkcode ServingIo.answerDatagrams}. */
export interface AnswerOptions {
  /** A literal address of this host. */
  readonly address: string;
  /** The port, 0 to 65535; 0 lets the system choose a free one. */
  readonly port: number;
  /** Is told once where no permission lets it answer somebody who asked. */
  readonly onDenied?: (error: IoError) => void;
}

/** A UDP port whose datagrams are answered. */
export interface AnsweringSocket {
  /** The port, chosen by the system where 0 was asked for. */
  readonly port: number;
  /** Stops answering; again is allowed. */
  close(): void;
}

/** What a server does to the world; a diagnosis needs none of it. */
export interface ServingIo extends Io {
  /** Serves a port. Throws {@linkcode IoError}. */
  listen(options: ListenOptions): Listener;
  /**
   * Answers the datagrams that come to a port; `from` is the address and port
   * of whoever asks. Throws {@linkcode IoError}.
   */
  answerDatagrams(
    options: AnswerOptions,
    answer: (query: Uint8Array, from: string) => Uint8Array | undefined,
  ): Promise<AnsweringSocket>;
}

/** Why an operation failed, in one word that needs no error class. */
export type IoErrorKind =
  /** The operating system or the peer said no; `code` tells. */
  | "failed"
  /** A permission of `deno run` is missing; `permission` tells. */
  | "not-permitted"
  /** The program or file does not exist. */
  | "not-found";

/** The raw facts of a failed operation, as an error. */
export class IoError extends Error {
  /** Name of the original error. */
  readonly originalName: string;
  /** Why, in one word. */
  readonly kind: IoErrorKind;
  /** The operating system's or library's code, for example `ECONNREFUSED`. */
  readonly code?: string;
  /** The missing permission, as a flag of `deno run`. */
  readonly permission?: string;

  /** Keeps the original error as the cause. */
  constructor(options: {
    readonly kind: IoErrorKind;
    readonly originalName: string;
    readonly message: string;
    readonly code?: string | undefined;
    readonly permission?: string | undefined;
    readonly cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.name = "IoError";
    this.kind = options.kind;
    this.originalName = options.originalName;
    if (options.code !== undefined) this.code = options.code;
    if (options.permission !== undefined) this.permission = options.permission;
  }
}
