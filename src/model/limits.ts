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

/**
 * Most interim answers (1xx) before the real one: a server sends 100 and 103
 * at most once each, and some 102 while it works.
 */
export const MAX_INTERIM_ANSWERS = 8;

/** Most characters of a peer's own words that are kept. */
export const MAX_MESSAGE_LENGTH = 200;

/** Most addresses of one name that are tried, as first of each family. */
export const MAX_ADDRESSES_PER_FAMILY = 1;

/** Most name servers asked: MAXNS of resolv.conf(5). */
export const MAX_NAME_SERVERS = 3;

/** Most references: each costs two pings. */
export const MAX_REFERENCES = 3;

/** Most clients of a server at once; each costs 100 kB (measured). */
export const MAX_CONNECTIONS = 4096;

/**
 * Most clients of one address, a quarter of all: a thousand behind one address
 * translator fit, and no single host takes the places of all others.
 */
export const MAX_CONNECTIONS_PER_ADDRESS = 1024;

/**
 * Pause after an accept that failed, in milliseconds: file handles may come
 * free.
 */
export const ACCEPT_PAUSE_MS = 100;

/** Silence after which a client is let go whatever its rule says, in ms. */
export const MAX_IDLE_MS = 300_000;

/** Most messages that one client may send in a second; video has 60. */
export const MAX_MESSAGES_PER_SECOND = 1000;

/** Most bytes a second that are read of one client; video has 20 MB. */
export const MAX_READ_BYTES_PER_SECOND = 33_554_432;

/** Most bytes of all clients' unfinished messages together. */
export const MAX_UNFINISHED_BYTES = 268_435_456;

/** Most bytes that wait to be sent to one client. */
export const MAX_OUTGOING_BYTES = 1_048_576;

/** The same where messages are relayed: two of the greatest `qt` records. */
export const MAX_RELAY_OUTGOING_BYTES = 33_554_440;

/** Most bytes of one `ws` message that is no beat: as an object of `json`. */
export const MAX_WS_MESSAGE_BYTES = 1_048_576;

/** Most characters of one text command to clients. */
export const MAX_COMMAND_LENGTH = 65_536;

/** Most characters of output that wait for a slow reader of the program. */
export const MAX_UNWRITTEN_LENGTH = 16_777_216;

/** Default time that servers have to answer a search, in milliseconds. */
export const DEFAULT_SEARCH_MS = 2000;

/** Most addresses that one search asks: no machine has more interfaces. */
export const MAX_SEARCH_DESTINATIONS = 64;

/** Most servers that one search finds; a network has 254 hosts mostly. */
export const MAX_DISCOVERED = 4096;

/** Most targets of one check; each result takes about 10 kB until the end. */
export const MAX_CHECK_TARGETS = 20_000;

/** Longest wait for targets that is accepted, in milliseconds: a day. */
export const MAX_WAIT_MS = 86_400_000;

/** Most targets of one wait: as many as one watch follows. */
export const MAX_WAIT_TARGETS = 1000;

/**
 * By how much the wall clock and the monotonic one, which stops while the
 * machine sleeps, may move apart between two looks, in milliseconds:
 * corrections of the time are smaller, sleeps are longer.
 */
export const MAX_CLOCK_GAP_MS = 1500;
