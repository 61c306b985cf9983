import type { ExchangeOptions, Io } from "./io.ts";

/** An IPv4 address of this machine, and the network around it. */
export interface LocalNetwork {
  /** The address. */
  readonly address: string;
  /** The mask of the network, for example `255.255.255.0`. */
  readonly netmask: string;
}

/** A datagram that answers. */
export interface DatagramAnswer {
  /** The sender's address. */
  readonly address: string;
  /** The sender's port. */
  readonly port: number;
  /** What it holds. */
  readonly bytes: Uint8Array;
  /** From the sending of the question on, in milliseconds. */
  readonly tookMs: number;
}

/** What a search for servers does to the world beside a diagnosis. */
export interface DiscoveryIo extends Io {
  /** The IPv4 networks that this machine is in. Throws `IoError`. */
  localNetworks(): readonly LocalNetwork[];
  /**
   * Sends one datagram from a socket of its own, to one host or to many by a
   * broadcast address, and gives all answers, whoever sends them, until the
   * signal aborts. Throws `IoError`.
   */
  ask(
    query: Uint8Array,
    options: ExchangeOptions,
  ): AsyncIterable<DatagramAnswer>;
}
