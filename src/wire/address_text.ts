import type { AddressScope } from "../model/host_facts.ts";
import { addressFamily, isLoopbackAddress } from "../model/host.ts";

/** An address found in a line. */
export interface FoundAddress {
  /** The address, with its zone if it has one. */
  readonly address: string;
  /** Where in the line it ends. */
  readonly end: number;
}

/** What could be an address and its zone; a letter or digit must not precede. */
const CANDIDATE = /(?<![0-9A-Za-z_])[0-9A-Fa-f:.]+(?:%[0-9A-Za-z._-]+)?/g;

/**
 * Longest address as text, with a zone: INET6_ADDRSTRLEN (46) and IFNAMSIZ (16)
 * of Linux, and a sign of punctuation.
 */
const MAX_ADDRESS_LENGTH = 64;

/**
 * Finds the addresses in a line of any language.
 *
 * @param line The line.
 * @returns The IPv4 and IPv6 addresses, in order.
 */
export function findAddresses(line: string): readonly FoundAddress[] {
  const found: FoundAddress[] = [];
  for (const match of line.matchAll(CANDIDATE)) {
    const address = addressIn(match[0]);
    if (address === undefined) continue;
    found.push({ address, end: match.index + address.length });
  }
  return found;
}

/** The candidate, or the candidate without the punctuation at its end. */
function addressIn(candidate: string): string | undefined {
  if (candidate.length > MAX_ADDRESS_LENGTH) return undefined;
  if (!/[0-9A-Fa-f]/.test(candidate)) return undefined;
  if (addressFamily(candidate) !== 0) return candidate;
  const bare = candidate.replace(/[.:]$/, "");
  return addressFamily(bare) === 0 ? undefined : bare;
}

/** The family of an address, or `undefined` where the text is none. */
export function familyOf(text: string): 4 | 6 | undefined {
  const family = addressFamily(text);
  return family === 0 ? undefined : family;
}

/** An address without its zone. */
export function withoutZone(address: string): string {
  return address.split("%")[0] ?? address;
}

/**
 * How far an address reaches, by the address alone.
 *
 * @param address A literal address, with or without a zone.
 * @returns `link` for 169.254.0.0/16 (RFC 3927) and fe80::/10 (RFC 4291 2.4),
 * `host` for loopback.
 */
export function scopeOf(address: string): AddressScope {
  if (isLoopbackAddress(address)) return "host";
  if (/^(?:169\.254\.|fe[89ab][0-9a-f]:)/i.test(address)) return "link";
  return "global";
}

/**
 * Reads a number of leading bits.
 *
 * @param value What a program calls the prefix length.
 * @param family The family that bounds it.
 * @returns The prefix length, or `undefined` where it is none.
 */
export function prefixLengthOf(
  value: unknown,
  family: 4 | 6,
): number | undefined {
  const length = Number(value);
  const max = family === 4 ? 32 : 128;
  return Number.isInteger(length) && length >= 0 && length <= max
    ? length
    : undefined;
}
