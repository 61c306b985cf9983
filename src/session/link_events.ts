import type { FollowingIo } from "../io/following_io.ts";
import { IoError } from "../io/io.ts";
import { type NetworkChange, parseIpMonitorLine } from "../wire/ip_monitor.ts";

/** Shortest and longest pause before a monitor that ended is started again. */
const RESTART_MS = { first: 250, longest: 10_000 } as const;

/** A change, with the time at which it was read. */
export interface TimedNetworkChange extends NetworkChange {
  /** In milliseconds on the monotonic clock. */
  readonly atMs: number;
}

/** Is told of each change. */
export type NetworkChangeListener = (change: TimedNetworkChange) => void;

/**
 * The changes of this host's own network, as the kernel tells them: one
 * subprocess for all who listen, and none while nobody does.
 */
export class LinkEvents {
  readonly #io: FollowingIo;
  readonly #listeners = new Set<NetworkChangeListener>();
  #stop: AbortController | undefined;
  #following = Promise.resolve();

  /** Prepares; nothing is started yet. */
  constructor(io: FollowingIo) {
    this.#io = io;
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
    if (this.#stop !== undefined || this.#io.platform !== "linux") return;
    this.#stop = new AbortController();
    const { signal: stopped } = this.#stop;
    this.#following = this.#following.then(() => this.#followAgain(stopped));
  }

  /** Waits until the subprocess has ended, where nobody listens any more. */
  async ended(): Promise<void> {
    if (this.#listeners.size === 0) await this.#following;
  }

  /** A monitor that dies (no memory, a kernel that overran it) starts anew. */
  async #followAgain(signal: AbortSignal): Promise<void> {
    let pauseMs: number = RESTART_MS.first;
    while (!signal.aborted) {
      try {
        await this.#follow(signal);
      } catch (error) {
        if (!(error instanceof IoError)) throw error;
        if (error.kind !== "failed") return;
      }
      await this.#io.sleep(pauseMs, signal).catch(() => {});
      pauseMs = Math.min(2 * pauseMs, RESTART_MS.longest);
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const args = ["-o", "monitor", "link", "address", "route"];
    for await (const line of this.#io.follow("ip", args, signal)) {
      const change = parseIpMonitorLine(line);
      if (change === undefined) continue;
      const atMs = this.#io.clock.monotonicMs();
      for (const listener of this.#listeners) listener({ ...change, atMs });
    }
  }
}
