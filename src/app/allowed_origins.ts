import { addressFamily, isLoopbackAddress } from "../model/host.ts";

/** The origin of a web page, as browsers write it (RFC 6454 section 6.2). */
const ORIGIN = /^(?:null|[a-z][a-z\d+.-]*:\/\/[^\s/?#@]+)$/i;

/** Allows every web page. */
const ANY = "*";

/** Whether the web page of an origin may connect. */
export type OriginRule = (origin: string) => boolean;

/**
 * Which web pages may connect. A browser lets every page that is open in it
 * connect to any WebSocket, one of loopback included, and says in `Origin`
 * where the page came from (RFC 6455 section 10.2). Pages of this machine may;
 * others must be allowed by name. Programs that are no browser send none.
 *
 * @param allowed Origins such as `https://app.example`, `null` for pages
 * without one, or `*` for all.
 * @returns The rule.
 * @throws {SyntaxError} One is no origin.
 */
export function allowedOrigins(allowed: readonly string[]): OriginRule {
  allowed.forEach(requireOrigin);
  const known = new Set(allowed.map(asBrowsersWrite));
  return (origin) =>
    known.has(ANY) || known.has(origin.toLowerCase()) || isOfLoopback(origin);
}

/** Without the port that its scheme implies, and in lower case. */
function asBrowsersWrite(origin: string): string {
  const url = /^https?:/i.test(origin) ? URL.parse(origin) : null;
  return url?.origin ?? origin.toLowerCase();
}

function requireOrigin(origin: string): void {
  if (origin === ANY || ORIGIN.test(origin)) return;
  throw new SyntaxError(
    "Cannot allow an origin but as https://host, null or *: current value " +
      `is ${JSON.stringify(origin)}`,
  );
}

function isOfLoopback(origin: string): boolean {
  if (!/^https?:/i.test(origin) || !ORIGIN.test(origin)) return false;
  const url = URL.parse(origin);
  if (url === null) return false;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" ||
    addressFamily(host) !== 0 && isLoopbackAddress(host);
}
