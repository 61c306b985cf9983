import { addressFamily, isLoopbackAddress } from "../model/host.ts";
import { addressBytes } from "./address_bytes.ts";

/** An HTTP answer, as far as a portal shows in it. */
export interface PortalEvidence {
  /** The status. */
  readonly status: number;
  /** The header `Location`, where there is one. */
  readonly location?: string;
  /** The beginning of the body, as text. */
  readonly body: string;
  /** The host that was asked, a name or an address. */
  readonly host: string;
  /** The address that answered, where it is known. */
  readonly address?: string;
  /** The address of this host's gateway, where it is known. */
  readonly gateway?: string;
}

/** Network Authentication Required (RFC 6585 section 6). */
const NETWORK_AUTHENTICATION_REQUIRED = 511;

/** The element that every page of WISPr 1.0 and 2.0 carries. */
const WISPR = "WISPAccessGatewayParam";

/**
 * Looks for the signs of a captive portal in an answer.
 *
 * A redirect to a private address counts only where a public one was asked:
 * inside a private network such redirects are nothing special.
 *
 * @param evidence The answer, and who was asked.
 * @returns What gives the portal away, in a few words, or `undefined`.
 */
export function portalSign(evidence: PortalEvidence): string | undefined {
  if (evidence.status === NETWORK_AUTHENTICATION_REQUIRED) {
    return "status 511 demands a login to the network";
  }
  if (evidence.body.includes(WISPR)) return "the page is a WISPr login";
  return redirectSign(evidence);
}

function redirectSign(evidence: PortalEvidence): string | undefined {
  const { status, location, host, address, gateway } = evidence;
  if (status < 300 || status > 399 || location === undefined) return undefined;
  const to = addressIn(location);
  if (to === undefined || isSame(to, host) || isSame(to, address)) {
    return undefined;
  }
  if (isSame(to, gateway)) return "it redirects to the gateway itself";
  const asked = addressFamily(host) === 0 ? address : host;
  if (asked === undefined || isPrivate(asked) || !isPrivate(to)) {
    return undefined;
  }
  return "it redirects from a public address to a private one";
}

/** The literal address that an absolute URL leads to. */
function addressIn(location: string): string | undefined {
  const parts = /^(?:https?:)?\/\/(?:[^/?#@]*@)?(?:\[([^\]]*)\]|([^:/?#]*))/i
    .exec(location.trim());
  const host = parts?.[1] ?? parts?.[2] ?? "";
  return addressFamily(host) === 0 ? undefined : host;
}

function isSame(one: string, other: string | undefined): boolean {
  if (other === undefined || addressFamily(other) === 0) return one === other;
  return String(addressBytes(one)) === String(addressBytes(other));
}

/** Addresses that are no place on the internet: RFC 6890. */
function isPrivate(address: string): boolean {
  if (isLoopbackAddress(address)) return true;
  const [a = 0, b = 0] = addressBytes(address);
  if (addressFamily(address) === 6) {
    return (a & 0xfe) === 0xfc || a === 0xfe && (b & 0xc0) === 0x80;
  }
  return a === 10 || a === 172 && b >= 16 && b <= 31 ||
    a === 192 && b === 168 || a === 169 && b === 254 ||
    a === 100 && b >= 64 && b <= 127;
}
