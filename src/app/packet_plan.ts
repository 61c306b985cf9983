import { MAX_PACKETS } from "../model/limits.ts";

/**
 * Most packets to a name server that is silent, in one default time-out:
 * question, repetition, and a SYN by TCP with one retransmission (measured).
 */
const PACKETS_PER_NAME_SERVER = 4;

/** The first name server is asked for IPv6 as well. */
const SECOND_FAMILY_PACKETS = 1;

/** The gateway: looked for by ARP once, pinged twice where it is silent. */
const GATEWAY_PACKETS = 3;

/** A host that is silent is pinged twice. */
const PACKETS_PER_PING = 2;

/**
 * Most further connects to a silent port of a machine that answers. Where 30 %
 * of all packets are lost each way, one is silent in one case of two: with
 * these and the five SYNs that went before, in one of a thousand all are.
 */
const MAX_KNOCKS = 6;

/**
 * How often a silent port of a machine that answers may be tried again, so that
 * a diagnosis whose references are silent stays within its packets.
 *
 * @param references How many references there are, at most 3.
 * @returns The number of connects, each of which is one packet.
 */
export function spareKnocks(references: number): number {
  return Math.max(0, MAX_KNOCKS - references * PACKETS_PER_PING);
}

/** Most pings in a row of a machine whose connection is silent. */
const MAX_ROW = 6;

/**
 * An open connection that is silent, and all that a literal address costs
 * before: ARP, handshake, request and a ping (measured at a SOCKS5 proxy).
 */
const SILENT_CONNECTION_PACKETS = 7;

/**
 * What a machine costs more that is silent altogether: its gateway is pinged
 * as well, and the connection tried again while the counters are watched.
 */
export const SILENT_MACHINE_PACKETS = 3;

/** A proxy that answers by itself in many small pieces (measured: tinyproxy). */
const OWN_ANSWER_PACKETS = 10;

/** An address of the other family that opens: SYN, ACK and FIN. */
const PACKETS_PER_ADDRESS = 3;

/** A name server that answers is asked for both families. */
const NAME_PACKETS = 2;

/** The look at the size of packets, where nobody tells a smaller one. */
export const SIZE_PACKETS = 4;

/** What a diagnosis asks beside a connection that is silent. */
export interface AskedBeside {
  /** How many references. */
  readonly references: number;
  /** How many name servers were silent. */
  readonly silentServers: number;
  /** How many addresses the name has; none for a literal one. */
  readonly addresses: number;
  /** How many answers the proxy gave by itself. */
  readonly ownAnswers: number;
  /** Packets of what is started at the same time. */
  readonly packetsBeside: number;
}

/**
 * How often a machine may be pinged again while a connection to it is silent,
 * so that a diagnosis stays within its packets. At 30 % loss each way six are
 * all answered in one case of seventy, and none of them in one of sixty.
 *
 * @param beside What else is asked.
 * @returns The number of pings.
 */
export function spareEchoes(beside: AskedBeside): number {
  const { references, silentServers, addresses, ownAnswers } = beside;
  const asked = references * PACKETS_PER_PING +
    silentServers * PACKETS_PER_NAME_SERVER +
    (addresses === 0 ? 0 : NAME_PACKETS) +
    Math.max(0, addresses - 1) * PACKETS_PER_ADDRESS +
    ownAnswers * OWN_ANSWER_PACKETS;
  const left = MAX_PACKETS - SILENT_CONNECTION_PACKETS - asked -
    beside.packetsBeside;
  return Math.min(MAX_ROW, Math.max(0, left));
}

/**
 * How many hosts may be pinged beside the first machine and the gateway, so
 * that a diagnosis in which everybody is silent stays within its packets. While
 * the name is looked up, the first machine is not known and costs nothing.
 *
 * @param nameServers How many name servers are asked.
 * @returns The number of hosts, references before name servers.
 */
export function spareHosts(nameServers: number): number {
  const asked = nameServers === 0
    ? 0
    : nameServers * PACKETS_PER_NAME_SERVER + SECOND_FAMILY_PACKETS;
  const left = MAX_PACKETS - GATEWAY_PACKETS - asked;
  return Math.max(0, Math.floor(left / PACKETS_PER_PING));
}
