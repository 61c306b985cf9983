/** Name and version of the shape of a {@linkcode Discovered}. */
export const DISCOVERED_SCHEMA = "faultline/discovered@1";

/** A server that answered a search. */
export interface Discovered {
  /** {@linkcode DISCOVERED_SCHEMA} */
  readonly schema: typeof DISCOVERED_SCHEMA;
  /** The address that answered. */
  readonly address: string;
  /** The port that answered. */
  readonly port: number;
  /** From question to answer, in milliseconds. */
  readonly roundTripMs: number;
  /** The address that was asked: a broadcast address, or the server's own. */
  readonly via: string;
  /** When the answer came, ISO 8601 in UTC. */
  readonly at: string;
}
