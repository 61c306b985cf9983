import type { Io } from "../io/io.ts";
import type {
  NetworkInterfaceFact,
  RouteFact,
  RouteLookup,
} from "../model/host_facts.ts";
import { createHostReader, type HostReader } from "../probe/host_reader.ts";
import type { HostReading } from "../probe/host_reading.ts";
import type { NeighbourSight } from "../wire/ip_neigh_ages.ts";

/** What stands for every address of `127.0.0.0/8`: all are this host. */
const LOOPBACK = "127.0.0.1";

/**
 * This host's own facts for many diagnoses, read anew once they are too old: a
 * thousand targets on one link look at it once.
 */
export class SharedHost implements HostReader {
  readonly #io: Io;
  readonly #signal: AbortSignal;
  readonly #ageMs: number;
  #reader: HostReader;
  #beganMs: number;

  /**
   * Prepares; nothing is read yet.
   *
   * @param io The world.
   * @param signal Ends all looks.
   * @param ageMs How long a fact may be used, in milliseconds.
   */
  constructor(io: Io, signal: AbortSignal, ageMs: number) {
    this.#io = io;
    this.#signal = signal;
    this.#ageMs = ageMs;
    this.#reader = createHostReader(io, signal);
    this.#beganMs = io.clock.monotonicMs();
  }

  /** All interfaces with their addresses. */
  interfaces(): Promise<HostReading<readonly NetworkInterfaceFact[]>> {
    return this.#current().interfaces();
  }

  /** All routes, of both families. */
  routes(): Promise<HostReading<readonly RouteFact[]>> {
    return this.#current().routes();
  }

  /** The way that the system would take to a literal address. */
  routeTo(address: string): Promise<HostReading<RouteLookup>> {
    const asked = address.startsWith("127.") ? LOOPBACK : address;
    return this.#current().routeTo(asked);
  }

  /** The neighbour table, no older than that instant. */
  neighbours(
    family: 4 | 6,
    sinceMs: number,
  ): Promise<HostReading<readonly NeighbourSight[]>> {
    return this.#current().neighbours(family, sinceMs);
  }

  #current(): HostReader {
    const nowMs = this.#io.clock.monotonicMs();
    if (nowMs - this.#beganMs > this.#ageMs) {
      this.#reader = createHostReader(this.#io, this.#signal);
      this.#beganMs = nowMs;
    }
    return this.#reader;
  }
}
