import {
  boundedJson,
  countAt,
  isObject,
  type JsonObject,
} from "./bounded_json.ts";
import { readAs, type Reading, unreadable } from "./reading.ts";

/**
 * The kernel's counters that tell a filter on this host from one elsewhere, by
 * their change around one attempt to connect. They count the whole host.
 *
 * Measured on Linux 6.18 for one TCP connect, IPv4 and IPv6 alike unless noted:
 *
 * | what happened | changes |
 * |---|---|
 * | dropped on the way out of this host | `OutRequests` ahead of `OutTransmits` |
 * | rejected here by an ICMP error | as above, both `DestUnreachs` + 1 |
 * | rejected here by a reset, IPv4 | `OutRequests` ahead, `TcpInSegs` + 1 |
 * | rejected here by a reset, IPv6 | nothing ahead: as a reset from elsewhere |
 * | answer dropped on the way in | `InReceives` ahead of `InDelivers` |
 * | rejected elsewhere by an ICMP error | `InDestUnreachs` + 1, `TcpInSegs` + 0 |
 * | a reset from elsewhere | `TcpInSegs` + 1, `InDestUnreachs` + 0 |
 * | neighbour silent | none ahead; both `DestUnreachs` + 1 after 3 s |
 * | silence elsewhere, or connected | none ahead |
 *
 * `TcpAttemptFails` is no help: it missed ICMP errors for IPv4 and not for IPv6.
 */
export const KERNEL_COUNTERS = [
  "IpInReceives",
  "IpInDelivers",
  "IpOutRequests",
  "IpOutTransmits",
  "IpOutDiscards",
  "IpExtInOctets",
  "IpExtOutOctets",
  "IcmpInDestUnreachs",
  "IcmpOutDestUnreachs",
  "Ip6InReceives",
  "Ip6InDelivers",
  "Ip6OutRequests",
  "Ip6OutTransmits",
  "Ip6OutDiscards",
  "Ip6InOctets",
  "Ip6OutOctets",
  "Icmp6InDestUnreachs",
  "Icmp6OutDestUnreachs",
  "TcpActiveOpens",
  "TcpAttemptFails",
  "TcpInSegs",
  "TcpOutSegs",
  "TcpRetransSegs",
  "TcpOutRsts",
  "TcpExtTCPRetransFail",
] as const;

/** The name of a counter, as nstat(8) has it. */
export type KernelCounterName = typeof KERNEL_COUNTERS[number];

/** Counters by name; those that the kernel does not have are absent. */
export type KernelCounters = Readonly<
  Partial<Record<KernelCounterName, number>>
>;

/**
 * Reads what `nstat -asz -j` of iproute2 prints: absolute values, zeros too,
 * without touching the history that other users of nstat rely on.
 *
 * @param text Its standard output.
 * @returns The counters that matter, of those that the kernel has.
 */
export function parseNstatJson(text: string): Reading<KernelCounters> {
  const json = boundedJson(text);
  if (!json.ok) return json;
  const kernel = isObject(json.value) ? json.value["kernel"] : undefined;
  if (!isObject(kernel)) {
    return unreadable('Cannot read as nstat JSON: it has no object "kernel"');
  }
  return readAs(pick(kernel));
}

function pick(kernel: JsonObject): KernelCounters {
  const counters: Partial<Record<KernelCounterName, number>> = {};
  for (const name of KERNEL_COUNTERS) {
    const value = countAt(kernel, name);
    if (value !== undefined) counters[name] = value;
  }
  return counters;
}

/**
 * By how much the counters changed between two looks.
 *
 * @param before The first look.
 * @param after The second look.
 * @returns The differences, zeros too; without counters that only one look has
 * or that went backwards, as when they were reset.
 */
export function counterDelta(
  before: KernelCounters,
  after: KernelCounters,
): KernelCounters {
  const delta: Partial<Record<KernelCounterName, number>> = {};
  for (const name of KERNEL_COUNTERS) {
    const first = before[name];
    const second = after[name];
    if (first === undefined || second === undefined) continue;
    if (second >= first) delta[name] = second - first;
  }
  return delta;
}

/**
 * How many packets this host made and did not put on any link: dropped or
 * rejected on their way out, unless they still wait.
 *
 * @param delta The change around one attempt.
 * @param family The family of the attempt.
 * @returns The number, 0 or more; `undefined` on a kernel that does not count
 * what it transmits.
 */
export function heldBackPackets(
  delta: KernelCounters,
  family: 4 | 6,
): number | undefined {
  return family === 4
    ? excess(delta.IpOutRequests, delta.IpOutTransmits)
    : excess(delta.Ip6OutRequests, delta.Ip6OutTransmits);
}

/**
 * How many packets reached this host and were not given to any protocol:
 * dropped on their way in, if this host is no router.
 *
 * @param delta The change around one attempt.
 * @param family The family of the attempt.
 * @returns The number, 0 or more; `undefined` where it is not counted.
 */
export function keptOutPackets(
  delta: KernelCounters,
  family: 4 | 6,
): number | undefined {
  return family === 4
    ? excess(delta.IpInReceives, delta.IpInDelivers)
    : excess(delta.Ip6InReceives, delta.Ip6InDelivers);
}

function excess(
  all: number | undefined,
  part: number | undefined,
): number | undefined {
  if (all === undefined || part === undefined) return undefined;
  return Math.max(0, all - part);
}
