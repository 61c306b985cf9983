/**
 * The named bounds of the program. Everything that a peer, a program or a file
 * can make long is cut at one of these.
 */

/** Default time that one probe may wait for an answer, in milliseconds. */
export const DEFAULT_TIMEOUT_MS = 2000;

/** Shortest time-out that is accepted: one timer tick of a busy machine. */
export const MIN_TIMEOUT_MS = 10;

/** Longest time-out that is accepted: nobody waits longer for one probe. */
export const MAX_TIMEOUT_MS = 600_000;

/**
 * Most packets that one diagnosis may send. A diagnosis must not look like a
 * scan to whoever watches the network.
 */
export const MAX_PACKETS = 20;

/** Most subprocesses that one diagnosis may start. */
export const MAX_SUBPROCESSES = 12;

/** Most bytes kept of a subprocess's output; `ip -j -d addr` of 64 NICs fits. */
export const MAX_SUBPROCESS_OUTPUT_BYTES = 262_144;

/** Most bytes of a status line and headers; squid allows 64 KiB, curl 100. */
export const MAX_HTTP_HEAD_BYTES = 65_536;

/** Most bytes read of a body, to look for the signs of a portal. */
export const MAX_HTTP_BODY_BYTES = 16_384;

/** Most first bytes of an unexpected answer that are kept for people. */
export const MAX_FIRST_BYTES = 64;

/** Most characters of a peer's own words that are kept. */
export const MAX_MESSAGE_LENGTH = 200;

/** Most addresses of one name that are tried, as first of each family. */
export const MAX_ADDRESSES_PER_FAMILY = 1;

/** Most name servers asked: MAXNS of resolv.conf(5). */
export const MAX_NAME_SERVERS = 3;

/** Most references: each costs two pings. */
export const MAX_REFERENCES = 3;

/** Most characters of all arguments together; no real command line has more. */
export const MAX_COMMAND_LINE_LENGTH = 16_384;
