import type { DatedJournal } from "./journal.ts";
import type { ObservedSegment } from "./segment.ts";

/**
 * Every outcome that an observation can have, with what it means. An outcome
 * says what was seen, never what it means for the path, and it means the same
 * whichever probe saw it, so that rules need not know who looked.
 */
export const OUTCOMES = {
  // Link: the interface that carries traffic towards this destination.
  "carrier": "the egress interface is enabled and has carrier",
  "no-carrier": "the egress interface is enabled and has no carrier",
  "disabled": "the egress interface is administratively down",
  "no-interface": "there is no interface that could carry the traffic",

  // Network: addresses and routes of this host.
  "addressed": "the egress interface has a usable address",
  "link-local-only": "the egress interface has link-local addresses only",
  "no-address": "the egress interface has no address",
  "routed": "there is a route to the destination",
  "no-route": "there is no route to the destination",
  "policy-route": "a route of type unreachable, prohibit or blackhole matches",

  // A host on the way, asked at layer 2 or 3.
  "neighbour-answered": "the host answered neighbour discovery just now",
  "neighbour-silent": "neighbour discovery was tried and got no answer",
  "neighbour-unproven": "the neighbour table proves nothing either way",
  "echo-answered": "the host answered a ping",
  "echo-silent": "the host answered no ping",
  "echo-unreachable": "somebody reported that the host cannot be reached",
  "echo-prohibited": "somebody reported that a filter forbids the traffic",
  "echo-not-sent": "this host could not send the ping",

  // Name resolution.
  "resolved": "the name has addresses",
  "name-not-found": "the name does not exist (NXDOMAIN)",
  "no-records": "the name exists and has no address (NODATA)",
  "server-failure": "the name server answered SERVFAIL or another error",
  "query-refused": "the name server answered REFUSED",
  "resolver-silent": "the name server answered nothing",
  "resolver-refused": "the name server's machine is alive, its port is closed",
  "resolver-unreachable": "the query could not reach the name server",
  "resolver-garbled": "the name server answered something that is not DNS",

  // Opening a TCP connection.
  "connected": "the TCP handshake completed",
  "refused": "the connection was refused (ECONNREFUSED)",
  "connect-timeout": "the TCP handshake got no answer in time",
  "host-unreachable": "EHOSTUNREACH: no neighbour, or an ICMP answer",
  "network-unreachable": "ENETUNREACH: this host or a router has no route",
  "blocked-locally": "EPERM or EACCES: a rule on this host forbids it",
  "connect-prohibited": "EACCES: a rule here or an ICMPv6 answer forbids it",
  "connect-reset": "the connection was reset while it was being opened",
  "connect-failed": "the connect failed with another error of this host",

  // The proxy's answer to a request for a tunnel.
  "tunnel-opened": "the proxy opened the tunnel to the server",
  "tunnel-silent": "the proxy has not answered the tunnel request in time",
  "tunnel-closed": "the proxy closed the connection without an answer",
  "auth-required": "the proxy demands credentials, or refuses those given",
  "denied": "the proxy's rules refuse this destination",
  "upstream-refused": "the proxy says that the server refused",
  "upstream-unreachable": "the proxy says that the server is unreachable",
  "upstream-timeout": "the proxy says that the server did not answer in time",
  "upstream-unresolved": "the proxy says that it cannot resolve the name",
  "upstream-failed": "the proxy says that it failed, and not why",
  "proxy-alive": "the proxy process answered a request of its own",
  "proxy-silent": "the proxy process answered no request of its own",
  "not-a-proxy": "the peer does not speak the proxy protocol",

  // TLS.
  "secured": "the TLS handshake completed and the certificate is valid",
  "certificate-expired": "the certificate has expired",
  "certificate-not-yet-valid": "the certificate is not valid yet",
  "certificate-wrong-name": "the certificate is for another name",
  "certificate-untrusted": "the certificate's issuer is not trusted",
  "tls-alert": "the peer ended the handshake with an alert",
  "not-tls": "the peer answered something that is not TLS",
  "tls-silent": "the peer answered nothing to the TLS greeting",
  "tls-closed": "the peer closed during the TLS handshake",

  // The session: what the target's protocol promises at once.
  "answered": "the application answered as its protocol promises",
  "accepted": "the connection stands; the protocol promises no answer",
  "answer-silent": "the application answered nothing in time",
  "beat-unanswered": "the application sent neither greeting nor answer",
  "closed": "the peer closed the session in order (end of stream)",
  "reset": "the peer reset the session",
  "mismatch": "the peer speaks another protocol",
  "portal": "something else answered in the target's place",

  // An agent on the machine, asked for its journal.
  "journal-read": "the machine's agent handed its journal over",
  "journal-refused": "the machine's agent demands another token",
  "journal-unreadable": "what answers in the agent's place is no agent",
  "agent-silent": "the machine's agent could not be reached",

  // The size of packets.
  "full-size-passed": "full-size packets pass",
  "full-size-lost": "small packets pass and full-size ones vanish",

  // Rules of this host, seen in the kernel's counters.
  "locally-dropped": "a rule of this host drops the traffic",
  "locally-rejected": "a rule of this host rejects the traffic",
  "remotely-rejected": "an ICMP answer from outside rejects the traffic",
  "not-filtered": "the counters show no filter at work",

  // The observer itself.
  "not-permitted": "a permission is missing for this look",
  "program-missing": "a program is missing for this look",
  "not-supported": "this fact cannot be had on this system",
  "late": "timers of this process ran late: it was starved",
  "suspended": "this machine slept",
} as const;

/** What was seen, in one word; {@linkcode OUTCOMES} says what each means. */
export type Outcome = keyof typeof OUTCOMES;

/** The probes; one file each under `src/probe/`. */
export type ProbeName =
  | "link"
  | "network"
  | "gateway"
  | "resolver"
  | "ping"
  | "tcp"
  | "proxy"
  | "tls"
  | "session"
  | "http"
  | "mtu"
  | "firewall"
  | "agent"
  | "self";

/**
 * Why a host was asked: as the gateway of the path, as the proxy or server
 * machine itself, as a name server, or as a host expected to be alive.
 */
export type HostRole = "next-hop" | "target" | "name-server" | "reference";

/**
 * The raw facts behind an outcome, kept so that a stored observation can be
 * judged again by better rules. Every field is optional; which are present
 * depends on the outcome.
 */
export interface ObservationDetail {
  /** How far it came: `resolve`, `connect`, `request`, `answer`, … */
  readonly phase?: string;
  /** Name of the error thrown, for example `ConnectionRefused`. */
  readonly errorName?: string;
  /** The error's message, or the peer's own words, scrubbed and cut. */
  readonly message?: string;
  /** The operating system's error code, for example `ECONNREFUSED`. */
  readonly code?: string;
  /** The address that was asked. */
  readonly address?: string;
  /** The address family that was asked. */
  readonly family?: 4 | 6;
  /** The port that was asked. */
  readonly port?: number;
  /** Whether the address is on this host's own link, no gateway between. */
  readonly onLink?: boolean;
  /** Whether the address is this host itself (loopback). */
  readonly loopback?: boolean;
  /** Round-trip time in milliseconds. */
  readonly rttMs?: number;
  /** Time to live that was left when the answer came; hops are taken off. */
  readonly ttl?: number;
  /** Packets or requests sent. */
  readonly sent?: number;
  /** Packets or requests answered. */
  readonly received?: number;
  /** Who reported that something is unreachable. */
  readonly reportedBy?: string;
  /** Whether it was this host itself that reported. */
  readonly reportedLocally?: boolean;
  /** Why the host was asked. */
  readonly role?: HostRole;
  /** Interface name. */
  readonly interface?: string;
  /** Kind of a virtual interface (`bridge`, `tun`, …). */
  readonly interfaceKind?: string;
  /** Next hop towards the destination. */
  readonly gateway?: string;
  /** Route type (`unicast`, `unreachable`, `prohibit`, `blackhole`). */
  readonly routeType?: string;
  /** State of the neighbour table's entry. */
  readonly neighbourState?: string;
  /** Addresses of this host, or those that a name resolved to. */
  readonly addresses?: readonly string[];
  /** Which source answered: `hosts`, `dns`, `system`, `literal`. */
  readonly source?: string;
  /** The name that was looked up. */
  readonly name?: string;
  /** DNS response code. */
  readonly rcode?: string;
  /** HTTP status or SOCKS5 reply code. */
  readonly status?: number;
  /** Name of the server or proxy software, as it calls itself. */
  readonly software?: string;
  /** Where an HTTP answer redirects to. */
  readonly location?: string;
  /** With which words the peer turned this client away, scrubbed and cut. */
  readonly refusal?: string;
  /** What a silent peer was asked: nothing, a whole line, or other bytes. */
  readonly asked?: "nothing" | "line" | "bytes";
  /** The first bytes of an unexpected answer, printable, cut. */
  readonly firstBytes?: string;
  /** When the certificate ends, ISO 8601. */
  readonly validTo?: string;
  /** When the certificate begins, ISO 8601. */
  readonly validFrom?: string;
  /** The names that the certificate is for. */
  readonly names?: string;
  /** TLS version agreed on. */
  readonly protocol?: string;
  /** Largest packet, in bytes, that somebody on the way said it can carry. */
  readonly mtuBytes?: number;
  /** Kernel counters that changed, with by how much. */
  readonly counters?: Readonly<Record<string, number>>;
  /** The program that was asked. */
  readonly program?: string;
  /** The permission that is missing, as a flag of `deno run`. */
  readonly permission?: string;
  /** Which look is lost by a missing permission or program. */
  readonly lost?: ProbeName;
  /** What an agent on the machine has written down, cut to its end. */
  readonly journal?: DatedJournal;
  /** By how many milliseconds a timer ran late, or the machine slept. */
  readonly lateMs?: number;
}

/** One fact about one segment of the path, as a plain readonly value. */
export interface Observation {
  /** Which probe looked. For people; rules must not read it. */
  readonly probe: ProbeName;
  /** Which segment the fact is about. */
  readonly segment: ObservedSegment;
  /** What was looked at: an interface, a host, `host:port`, a name. */
  readonly subject: string;
  /** What was seen: the deepest phase reached. */
  readonly outcome: Outcome;
  /** When the look began, ISO 8601 in UTC. */
  readonly at: string;
  /** How long the look took, in milliseconds on a monotonic clock. */
  readonly tookMs: number;
  /** The raw facts. */
  readonly detail: ObservationDetail;
}
