import type { PingReportKind } from "./ping_output.ts";

/**
 * What the words of an ICMP error mean: of iputils and BSD `ping` (from their
 * sources, and captured on Linux) and of Windows in English. First match wins.
 *
 * iputils knows no words for the codes 5 (failed policy) and 6 (reject route)
 * of RFC 4443 section 3.1.
 */
const WORDS: readonly (readonly [RegExp, PingReportKind])[] = [
  [/prohibited|filtered|administratively/i, "prohibited"],
  [/unknown code [56]\b/i, "prohibited"],
  [/too big|frag(?:mented|mentation)? needed|be fragmented/i, "too-big"],
  [/time to live|hop limit|ttl expired|time exceeded/i, "ttl-exceeded"],
  [/port unreachable/i, "port-unreachable"],
  [/protocol unreachable/i, "protocol-unreachable"],
  [/host un(?:reachable|known)|address unreachable/i, "host-unreachable"],
  [/net(?:work)? un(?:reachable|known)|no route/i, "net-unreachable"],
];

/**
 * Tells what an ICMP error says from its words.
 *
 * @param words The words behind the address.
 * @returns The kind, or `undefined` for other words or another language.
 */
export function reportKindOf(words: string): PingReportKind | undefined {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1];
}
