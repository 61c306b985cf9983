import type { FollowingIo } from "../io/following_io.ts";
import { IoError } from "../io/io.ts";
import { type NetworkChange, parseIpMonitorLine } from "../wire/ip_monitor.ts";
import { isThere } from "./network_changes.ts";
import { NetworkPolling, type NetworkReader } from "./network_polling.ts";

/** Shortest and longest pause before a monitor that ended is started again. */
const RESTART_MS = { first: 250, longest: 10_000 } as const;

/**
 * For how long after a link changed the kernel may keep quiet on the next loss
 * of a carrier, in milliseconds (`link_watch.c` tells one a second; measured:
 * a loss 0.2 s after a gain was told 0.8 s late, and seen by a look in 0.13 s).
 */
const QUIET_MS = 1000;

/** For how long one answer on a link serves all who ask, in milliseconds. */
const MAX_ANSWER_AGE_MS = 1000;

/** A change, with the time at which it was read. */
export interface TimedNetworkChange extends NetworkChange {
  /** In milliseconds on the monotonic clock. */
  readonly atMs: number;
}

/** What one look gave. */
type Seen = ReturnType<NetworkReader["read"]>;

/** Is told of each change. */
export type NetworkChangeListener = (change: TimedNetworkChange) => void;

/**
 * The changes of this host's own network: as the kernel tells them to one
 * subprocess, or, while there is none that does, by looks. Both are for all
 * who listen, and neither is made while nobody does.
 */
export class LinkEvents {
  readonly #io: FollowingIo;
  readonly #reader: NetworkReader | undefined;
  readonly #polling: NetworkPolling | undefined;
  readonly #listeners = new Set<NetworkChangeListener>();
  #stop: AbortController | undefined;
  #following = Promise.resolve();
  /** The looks beside the monitor, while there are some. */
  #beside: Promise<void> | undefined;
  /** The last look for somebody who asked, while nothing changed since. */
  #answer: { readonly atMs: number; readonly seen: Seen } | undefined;

  /** Prepares; nothing is started yet. Without a reader no look is made. */
  constructor(io: FollowingIo, reader?: NetworkReader) {
    this.#io = io;
    this.#reader = reader;
    this.#polling = reader && new NetworkPolling(io, reader);
  }

  /** Listens until the signal aborts. */
  listen(listener: NetworkChangeListener, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener("abort", () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.abort();
      this.#stop = undefined;
    }, { once: true });
    if (this.#stop !== undefined) return;
    this.#stop = new AbortController();
    const { signal: stopped } = this.#stop;
    this.#following = this.#following.then(() => this.#watch(stopped));
  }

  /**
   * Whether a link is disabled or without carrier for certain. Many may ask:
   * one look a second serves them all.
   */
  async isLost(device: string, signal: AbortSignal): Promise<boolean> {
    if (this.#reader === undefined) return false;
    const atMs = this.#io.clock.monotonicMs();
    if (atMs - (this.#answer?.atMs ?? -Infinity) > MAX_ANSWER_AGE_MS) {
      this.#answer = { atMs, seen: this.#reader.read(signal) };
    }
    const seen = await this.#answer?.seen;
    return seen !== undefined &&
      !seen.interfaces.some((link) => link.name === device && isThere(link));
  }

  /** Waits until the subprocess has ended, where nobody listens any more. */
  async ended(): Promise<void> {
    if (this.#listeners.size === 0) await this.#following;
  }

  /** A monitor that dies (no memory, a kernel that overran it) starts anew. */
  async #watch(signal: AbortSignal): Promise<void> {
    this.#polling?.forget();
    let pauseMs: number = RESTART_MS.first;
    while (this.#io.platform === "linux" && !signal.aborted) {
      if (!await this.#followOnce(signal)) break;
      await this.#pollFor(pauseMs, signal);
      pauseMs = Math.min(2 * pauseMs, RESTART_MS.longest);
    }
    await this.#poll(signal);
  }

  /** Gives `false` where no monitor will ever run here. */
  async #followOnce(signal: AbortSignal): Promise<boolean> {
    try {
      await this.#follow(signal);
      return true;
    } catch (error) {
      if (!(error instanceof IoError)) throw error;
      return error.kind === "failed";
    } finally {
      await this.#beside;
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const args = ["-o", "monitor", "link", "address", "route"];
    for await (const line of this.#io.follow("ip", args, signal)) {
      const change = parseIpMonitorLine(line);
      if (this.#beside === undefined) this.#polling?.forget();
      if (change?.what === "link") this.#lookBeside(signal);
      if (change !== undefined) this.#tell(change);
    }
  }

  #lookBeside(signal: AbortSignal): void {
    if (this.#polling === undefined) return;
    this.#beside ??= this.#pollFor(QUIET_MS, signal).finally(() => {
      this.#beside = undefined;
    });
  }

  async #pollFor(durationMs: number, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const polled = this.#poll(AbortSignal.any([over.signal, signal]));
    await this.#io.sleep(durationMs, signal).catch(() => {});
    over.abort();
    await polled;
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const changes = this.#polling?.changes(signal) ?? [];
    for await (const change of changes) this.#tell(change);
  }

  #tell(change: NetworkChange): void {
    this.#answer = undefined;
    const atMs = this.#io.clock.monotonicMs();
    for (const listener of this.#listeners) listener({ ...change, atMs });
  }
}
