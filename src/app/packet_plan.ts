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
