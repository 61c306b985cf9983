import type { Channel, Io } from "../io/io.ts";
import { Allowance } from "./allowance.ts";

/** Options of {@linkcode PacedChannel}. */
export interface PacedChannelOptions {
  /** The clock, and how to wait. */
  readonly io: Pick<Io, "clock" | "sleep">;
  /** Most bytes that are read in a second, and at once. */
  readonly bytesPerSecond: number;
}

/**
 * A stream that is read no faster than allowed, so that a flood fills its own
 * socket and not the program; and that counts what is no message yet.
 */
export class PacedChannel implements Channel {
  /** As {@linkcode Channel.remote}. */
  readonly remote: string;
  /** As {@linkcode Channel.local}. */
  readonly local: string;
  readonly #channel: Channel;
  readonly #io: PacedChannelOptions["io"];
  readonly #allowance: Allowance;
  #unfinishedBytes = 0;
  #waitMs = 0;

  /** Owns the channel from here on. */
  constructor(
    channel: Channel,
    { io, bytesPerSecond }: PacedChannelOptions,
  ) {
    this.remote = channel.remote;
    this.local = channel.local;
    this.#channel = channel;
    this.#io = io;
    this.#allowance = new Allowance(bytesPerSecond, io.clock.monotonicMs());
  }

  /** Bytes read since the last message ended. */
  get unfinishedBytes(): number {
    return this.#unfinishedBytes;
  }

  /** Says that a message has ended. */
  finish(): void {
    this.#unfinishedBytes = 0;
  }

  /** As {@linkcode Channel.read}, after the wait that the last one cost. */
  async read(signal: AbortSignal): Promise<Uint8Array | null> {
    if (this.#waitMs > 0) await this.#io.sleep(this.#waitMs, signal);
    this.#waitMs = 0;
    const bytes = await this.#channel.read(signal);
    if (bytes === null) return null;
    this.#unfinishedBytes += bytes.length;
    const nowMs = this.#io.clock.monotonicMs();
    this.#waitMs = this.#allowance.take(bytes.length, nowMs);
    return bytes;
  }

  /** As {@linkcode Channel.write}. */
  write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    return this.#channel.write(bytes, signal);
  }

  /** As {@linkcode Channel.close}. */
  close(): void {
    this.#channel.close();
  }
}
