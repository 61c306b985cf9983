import type { IoError, SecureChannel, TlsFacts } from "../../src/io/io.ts";
import type { FakeClock } from "./fake_clock.ts";

/**
 * What the peer of a {@linkcode FakeChannel} does next: sends text or bytes,
 * ends the stream (`null`), fails, waits virtual milliseconds first, or waits
 * until it has been asked something since its last answer. After the last step
 * the peer is silent.
 */
export type FakeStep =
  | string
  | Uint8Array
  | null
  | IoError
  | { readonly waitMs: number }
  | { readonly asked: true };

/** Options of {@linkcode FakeChannel}. */
export interface FakeChannelOptions {
  /** What the peer does, in order. */
  readonly steps?: readonly FakeStep[];
  /** What the handshake told, where the channel plays a TLS one. */
  readonly tls?: TlsFacts;
  /** The peer's `address:port`. */
  readonly remote?: string;
  /** Fails every write. */
  readonly writeError?: IoError;
}

/** A scripted stream that remembers what was written to it. */
export class FakeChannel implements SecureChannel {
  readonly remote: string;
  readonly local = "192.0.2.1:50000";
  readonly tls: TlsFacts;
  /** Everything that was written, in order. */
  readonly written: Uint8Array[] = [];
  /** Whether the stream was closed. */
  closed = false;
  readonly #clock: FakeClock;
  readonly #writeError: IoError | undefined;
  readonly #steps: FakeStep[];
  /** How many of the writes have been answered. */
  #answered = 0;
  #onWrite: () => void = () => {};

  constructor(clock: FakeClock, options: FakeChannelOptions = {}) {
    this.#clock = clock;
    this.#steps = [...options.steps ?? []];
    this.#writeError = options.writeError;
    this.remote = options.remote ?? "192.0.2.2:80";
    this.tls = options.tls ?? { protocol: "TLSv1.3" };
  }

  /** Everything that was written, as text. */
  get writtenText(): string {
    const decoder = new TextDecoder();
    return this.written.map((bytes) => decoder.decode(bytes)).join("");
  }

  async read(signal: AbortSignal): Promise<Uint8Array | null> {
    signal.throwIfAborted();
    const step = this.#steps[0];
    if (step === undefined) return await never(signal);
    if (step === null) return null;
    if (typeof step === "object" && ("waitMs" in step || "asked" in step)) {
      if ("waitMs" in step) await this.#clock.sleep(step.waitMs, signal);
      else await this.#untilAsked(signal);
      this.#steps.shift();
      return await this.read(signal);
    }
    if (step instanceof Error) throw step;
    this.#steps.shift();
    return typeof step === "string" ? new TextEncoder().encode(step) : step;
  }

  write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.#writeError) return Promise.reject(this.#writeError);
    this.written.push(bytes.slice());
    this.#onWrite();
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
  }

  async #untilAsked(signal: AbortSignal): Promise<void> {
    if (this.written.length === this.#answered) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#onWrite = resolve;
      await Promise.race([promise, never(signal)]);
    }
    this.#answered = this.written.length;
  }
}

/** Waits until the signal aborts, and rejects with its reason. */
export function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), {
      once: true,
    });
  });
}
