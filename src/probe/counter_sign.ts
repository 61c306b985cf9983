import {
  heldBackPackets,
  keptOutPackets,
  type KernelCounters,
} from "../wire/nstat_json.ts";

/** How one attempt to connect ended. */
export type AttemptEnd =
  /** Connected. */
  | "connected"
  /** Refused: ECONNREFUSED. */
  | "refused"
  /** Failed with another code, which means that something answered. */
  | "failed"
  /** Nothing came in time. */
  | "silent";

/** What the change of the counters around one attempt says. */
export type CounterSign =
  /** Nothing on this host held it back, nothing outside rejected it. */
  | "clean"
  /** This host held it back, silently. */
  | "dropped"
  /** This host held it back and told so. */
  | "rejected"
  /** An ICMP error from outside ended it. */
  | "rejected-elsewhere"
  /** Nothing was sent that a rule could hold back. */
  | "not-sent"
  /** Other traffic of this host moved the same counters. */
  | "unclear";

/**
 * A bare reset over IPv6: 40 bytes of IPv6 header (RFC 8200) and 20 of TCP. A
 * SYN always carries options, at least 4 bytes of MSS (RFC 9293 section 3.7.1).
 */
const BARE_RESET_IPV6_BYTES = 60;

/**
 * Reads the sign that one attempt to connect left in the kernel's counters, by
 * the table of `KERNEL_COUNTERS`.
 *
 * Counters count the whole host. A sign of a rule is therefore worth nothing
 * until it was seen again; `clean` needs each packet to be accounted for, and
 * is worth something at once, since a rule acts every time.
 *
 * @param delta The change around the attempt.
 * @param family The family of the attempt.
 * @param end How the attempt ended.
 * @returns The sign.
 */
export function counterSign(
  delta: KernelCounters,
  family: 4 | 6,
  end: AttemptEnd,
): CounterSign {
  if (end === "connected") return "clean";
  const held = heldBackPackets(delta, family);
  if (held === undefined) return signByIcmp(delta, family, end);
  // No route, or no address: what moved the others is other traffic.
  if (end === "failed" && asked(delta, family) === 0) return "not-sent";
  // Only what other protocols lose counts as discarded: TCP's does not.
  if (held > outDiscards(delta, family)) {
    const told = end !== "silent" || unreachables(delta, family).sent > 0;
    return told ? "rejected" : "dropped";
  }
  if (held > 0 || isOverdrawn(delta, family)) return "unclear";
  if (family === 6 && end === "refused" && delta.TcpInSegs !== 0) {
    const forged = isForgedReset(delta);
    if (forged !== false) return forged === true ? "rejected" : "unclear";
  }
  return signByIcmp(delta, family, end);
}

/** What is left to tell where this host held nothing back, or cannot say. */
function signByIcmp(
  delta: KernelCounters,
  family: 4 | 6,
  end: AttemptEnd,
): CounterSign {
  const { sent, received } = unreachables(delta, family);
  const segments = delta.TcpInSegs ?? 0;
  // A silent neighbour is told to this host by itself: then both count.
  if (received > sent) {
    // An error that was meant for this attempt would have ended it.
    const isOther = end === "silent" || (end === "refused" && segments > 0);
    return isOther ? "unclear" : "rejected-elsewhere";
  }
  if (heldBackPackets(delta, family) === undefined) return "unclear";
  if (delta.TcpOutSegs === 0) return "not-sent";
  if (keptOutPackets(delta, family) !== 0) return "unclear";
  return end === "refused" && segments === 0 ? "unclear" : "clean";
}

/**
 * Whether the reset that refused an attempt over IPv6 was made on this host.
 * Such a reset leaves no gap, since it is not counted as a request: one packet
 * went out, and it was no SYN. On loopback the peer's reset is counted as sent.
 *
 * @returns `undefined` where other traffic hides it.
 */
function isForgedReset(delta: KernelCounters): boolean | undefined {
  const { Ip6OutTransmits: packets, Ip6OutOctets: bytes } = delta;
  if (packets === undefined || bytes === undefined) return undefined;
  if (packets === 1) return bytes <= BARE_RESET_IPV6_BYTES;
  const own = delta.TcpOutRsts ?? 0;
  return packets === 2 && own === 1 ? false : undefined;
}

/** More sent than was asked for: this host forwards for others. */
function isOverdrawn(delta: KernelCounters, family: 4 | 6): boolean {
  const sent = family === 4 ? delta.IpOutTransmits : delta.Ip6OutTransmits;
  return (sent ?? 0) > asked(delta, family);
}

/** How many packets this host made. */
function asked(delta: KernelCounters, family: 4 | 6): number {
  return (family === 4 ? delta.IpOutRequests : delta.Ip6OutRequests) ?? 0;
}

function outDiscards(delta: KernelCounters, family: 4 | 6): number {
  return (family === 4 ? delta.IpOutDiscards : delta.Ip6OutDiscards) ?? 0;
}

function unreachables(
  delta: KernelCounters,
  family: 4 | 6,
): { readonly sent: number; readonly received: number } {
  return family === 4
    ? {
      sent: delta.IcmpOutDestUnreachs ?? 0,
      received: delta.IcmpInDestUnreachs ?? 0,
    }
    : {
      sent: delta.Icmp6OutDestUnreachs ?? 0,
      received: delta.Icmp6InDestUnreachs ?? 0,
    };
}
