import type { ProxyOutcome } from "./proxy_reply.ts";

/** Why a proxy failed, as it says in a `Proxy-Status` header (RFC 9209). */
export interface ProxyStatus {
  /** The error type, for example `connection_refused`. */
  readonly error: string;
  /** The proxy's own words, where it gives any. */
  readonly details?: string;
  /** The DNS response code, for example `NXDOMAIN`. */
  readonly rcode?: string;
}

/** The error types of RFC 9209 section 2.3 that say why. */
export const PROXY_STATUS_OUTCOMES: ReadonlyMap<string, ProxyOutcome> = new Map<
  string,
  ProxyOutcome
>([
  ["dns_timeout", "upstream-unresolved"],
  ["dns_error", "upstream-unresolved"],
  ["destination_ip_prohibited", "denied"],
  ["destination_ip_unroutable", "upstream-unreachable"],
  ["connection_refused", "upstream-refused"],
  ["connection_timeout", "upstream-timeout"],
  ["connection_read_timeout", "upstream-timeout"],
  ["connection_write_timeout", "upstream-timeout"],
  ["http_response_timeout", "upstream-timeout"],
  ["http_request_denied", "denied"],
]);

/** A quoted string, a delimiter, or a bare item of a structured field. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[,;=]|[^",;=\s]+/g;

/**
 * Most characters read: a list of some proxies, each with a sentence. It also
 * bounds the time that strings without an end take.
 */
const MAX_VALUE_LENGTH = 1024;

/**
 * Reads a `Proxy-Status` header: a list of proxies, the one nearest to the
 * server first, each with parameters.
 *
 * @param value The header's value; anything at all.
 * @returns The error of the first proxy that names one, or `undefined`.
 */
export function readProxyStatus(value: string): ProxyStatus | undefined {
  for (const parameters of splitMembers(value)) {
    const error = parameters.get("error");
    if (error === undefined) continue;
    const details = parameters.get("details");
    const rcode = parameters.get("rcode");
    return {
      error: error.toLowerCase(),
      ...(details !== undefined && { details }),
      ...(rcode !== undefined && { rcode }),
    };
  }
  return undefined;
}

/** The parameters of each member of the list. */
function splitMembers(value: string): readonly ReadonlyMap<string, string>[] {
  const members = [new Map<string, string>()];
  let key: string | undefined;
  let before = "";
  const beginning = value.slice(0, MAX_VALUE_LENGTH);
  for (const [token] of beginning.matchAll(TOKEN)) {
    if (token === ",") members.push(new Map());
    else if (before === ";") key = token.toLowerCase();
    else if (before === "=" && key !== undefined) {
      members.at(-1)?.set(key, unquote(token));
    }
    before = token;
  }
  return members;
}

function unquote(token: string): string {
  return token.startsWith('"')
    ? token.slice(1, -1).replace(/\\(.)/g, "$1")
    : token;
}
