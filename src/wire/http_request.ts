import type { Target } from "../model/target.ts";
import { TARGET_SCHEMES } from "../model/target.ts";
import { basicCredentials } from "./basic_credentials.ts";
import { USER_AGENT } from "./user_agent.ts";

/**
 * Asks for an HTTP target's page, once.
 *
 * It is `GET` and not `HEAD`, since the signs of a portal stand in a body.
 *
 * @param target An HTTP target, credentials included.
 * @returns The bytes of the request.
 * @throws {RangeError} The credentials cannot be sent: see
 * {@linkcode basicCredentials}.
 */
export function encodePageRequest(target: Target): Uint8Array {
  const lines = [
    `GET ${target.path || "/"} HTTP/1.1`,
    `Host: ${hostHeader(target)}`,
    `User-Agent: ${USER_AGENT}`,
    "Accept: */*",
    "Connection: close",
  ];
  // The last line, so that a peer which echoes the request shows no secret
  // within its first bytes, which are reported.
  if (target.credentials) {
    lines.push(`Authorization: ${basicCredentials(target.credentials)}`);
  }
  return new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n");
}

/** Without a zone, which means nothing to a peer (RFC 6874 section 4). */
export function hostHeader({ scheme, host, port }: Target): string {
  const name = host.family === 6
    ? `[${host.name.replace(/%.*$/, "")}]`
    : host.name;
  return port === TARGET_SCHEMES[scheme] ? name : `${name}:${port}`;
}
