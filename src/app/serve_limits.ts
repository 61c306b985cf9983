import {
  MAX_CONNECTIONS,
  MAX_CONNECTIONS_PER_ADDRESS,
  MAX_IDLE_MS,
  MAX_MESSAGES_PER_SECOND,
  MAX_OUTGOING_BYTES,
  MAX_READ_BYTES_PER_SECOND,
  MAX_RELAY_OUTGOING_BYTES,
  MAX_UNFINISHED_BYTES,
} from "../model/limits.ts";

/** What the clients of a server may do; each at least 1. */
export interface ServeLimits {
  /** Most clients at once; one more is turned away. @default {4096} */
  readonly connections: number;
  /**
   * Most clients of one address at once, of one /64 with IPv6.
   *
   * @default {1024}
   */
  readonly connectionsPerAddress: number;
  /** Longest silence of a client, in milliseconds. @default {300000} */
  readonly idleMs: number;
  /** Most messages of one client in a second. @default {1000} */
  readonly messagesPerSecond: number;
  /** Most bytes that are read of one client in a second. @default 32 MiB */
  readonly readBytesPerSecond: number;
  /** Most bytes of all clients' unfinished messages. @default 256 MiB */
  readonly unfinishedBytes: number;
  /** Most bytes that wait to be sent to one client. @default 1 MiB */
  readonly outgoingBytes: number;
  /** The same where messages are relayed. @default 32 MiB */
  readonly relayOutgoingBytes: number;
}

/** The limits unless told otherwise. */
const DEFAULT_LIMITS: ServeLimits = {
  connections: MAX_CONNECTIONS,
  connectionsPerAddress: MAX_CONNECTIONS_PER_ADDRESS,
  idleMs: MAX_IDLE_MS,
  messagesPerSecond: MAX_MESSAGES_PER_SECOND,
  readBytesPerSecond: MAX_READ_BYTES_PER_SECOND,
  unfinishedBytes: MAX_UNFINISHED_BYTES,
  outgoingBytes: MAX_OUTGOING_BYTES,
  relayOutgoingBytes: MAX_RELAY_OUTGOING_BYTES,
};

/**
 * The limits of a server, checked.
 *
 * @param chosen Those that are not as usual.
 * @returns All of them.
 * @throws {RangeError} One is not at least 1.
 */
export function serveLimits(chosen: Partial<ServeLimits>): ServeLimits {
  for (const [name, value] of Object.entries(chosen)) {
    if (value >= 1) continue;
    throw new RangeError(
      `Cannot serve as '${name}' must be at least 1: current value is ${value}`,
    );
  }
  return { ...DEFAULT_LIMITS, ...chosen };
}
