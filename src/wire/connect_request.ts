import type { Credentials } from "../model/target.ts";
import { basicCredentials } from "./basic_credentials.ts";
import { USER_AGENT } from "./user_agent.ts";

/**
 * Asks a proxy for a tunnel (RFC 9110 section 9.3.6).
 *
 * @param authority `host:port` of the server, brackets around IPv6; a name is
 * left to the proxy to resolve.
 * @param credentials User name and password, for Basic authentication.
 * @returns The bytes of the request.
 * @throws {RangeError} They cannot be sent: see {@linkcode basicCredentials}.
 */
export function encodeConnectRequest(
  authority: string,
  credentials?: Credentials,
): Uint8Array {
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    `User-Agent: ${USER_AGENT}`,
  ];
  // The last line, so that a peer which echoes the request shows no secret
  // within its first bytes, which are reported.
  if (credentials) {
    lines.push(`Proxy-Authorization: ${basicCredentials(credentials)}`);
  }
  return encodeHead(lines);
}

/**
 * Asks the proxy process for an answer of its own: a request for a page of the
 * proxy itself, which no server behind it can delay. squid and tinyproxy
 * answer it with 400 at once, while requests for tunnels are pending.
 *
 * @param authority `host:port` of the proxy, brackets around IPv6.
 * @returns The bytes of the request.
 */
export function encodeOwnPageRequest(authority: string): Uint8Array {
  return encodeHead([
    "GET / HTTP/1.1",
    `Host: ${authority}`,
    `User-Agent: ${USER_AGENT}`,
    "Connection: close",
  ]);
}

/**
 * A line that is no request, which every HTTP parser refuses by itself. It
 * reaches proxies that have no handler for their own pages and leave them
 * unanswered, as one made of Node's `http` with a `connect` handler alone.
 *
 * @returns The bytes of the line.
 */
export function encodeMalformedRequest(): Uint8Array {
  return encodeHead(["FAULTLINE"]);
}

function encodeHead(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n");
}
