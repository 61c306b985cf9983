import type { Io } from "../io/io.ts";
import type { NetworkChange } from "../wire/ip_monitor.ts";
import { changesBetween, type NetworkSnapshot } from "./network_changes.ts";

/** How this host is asked about its own network, again and again. */
export interface NetworkReader {
  /** Time from the end of one look to the next, in milliseconds. */
  readonly intervalMs: number;
  /** Looks once; `undefined` where it cannot. Never throws for that. */
  read(signal: AbortSignal): Promise<NetworkSnapshot | undefined>;
}

/** Looks in a row that give nothing until no more are made: it may not look. */
const MAX_LOST_LOOKS = 3;

/** Finds changes of this host's network by looking at it: one look at a time. */
export class NetworkPolling {
  readonly #io: Pick<Io, "sleep">;
  readonly #reader: NetworkReader;
  #known: NetworkSnapshot | undefined;
  #lostLooks = 0;

  /** Prepares; nothing is looked at yet. */
  constructor(io: Pick<Io, "sleep">, reader: NetworkReader) {
    this.#io = io;
    this.#reader = reader;
  }

  /** Whether looks have failed so often that there are no more. */
  get isFutile(): boolean {
    return this.#lostLooks >= MAX_LOST_LOOKS;
  }

  /** Forgets what was seen: somebody else has told of changes since. */
  forget(): void {
    this.#known = undefined;
  }

  /** Gives each change, until the signal aborts or looks are futile. */
  async *changes(signal: AbortSignal): AsyncGenerator<NetworkChange> {
    while (!signal.aborted && !this.isFutile) {
      const seen = await this.#reader.read(signal);
      if (signal.aborted) return;
      this.#lostLooks = seen === undefined ? this.#lostLooks + 1 : 0;
      const known = this.#known;
      this.#known = seen ?? known;
      if (seen !== undefined && known !== undefined) {
        yield* changesBetween(known, seen);
      }
      await this.#io.sleep(this.#reader.intervalMs, signal).catch(() => {});
    }
  }
}
