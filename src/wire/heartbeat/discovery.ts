import { asciiBytes, isWord } from "./ascii.ts";

/** The port that servers in the field listen on, UDP. */
export const DISCOVERY_PORT = 5555;

/** What a server answers to any datagram. */
const ANSWER = asciiBytes("udp responsed");

/**
 * The client's question. Any datagram is one; this says in a packet dump who
 * asks.
 *
 * @returns The bytes of one datagram.
 */
export function encodeDiscoveryQuery(): Uint8Array {
  return asciiBytes("faultline discover");
}

/**
 * What a server answers to a datagram: the same to any, but nothing to an
 * answer, else two servers could be made to answer each other for ever.
 *
 * @param datagram What came.
 * @returns The bytes of one datagram, or `undefined`.
 */
export function answerDiscovery(datagram: Uint8Array): Uint8Array | undefined {
  return isDiscoveryAnswer(datagram) ? undefined : ANSWER.slice();
}

/**
 * Whether a datagram is a server's answer.
 *
 * @param datagram What came.
 */
export function isDiscoveryAnswer(datagram: Uint8Array): boolean {
  return isWord(datagram, ANSWER);
}
