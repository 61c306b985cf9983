import {
  type ProxyOutcome,
  type ProxyReply,
  proxyReply,
} from "./proxy_reply.ts";

/** What a reply code means, and its name in RFC 1928 section 6. */
const REPLIES: readonly (readonly [ProxyOutcome, string])[] = [
  ["tunnel-opened", "succeeded"],
  ["upstream-failed", "general SOCKS server failure"],
  ["denied", "connection not allowed by ruleset"],
  ["upstream-unreachable", "Network unreachable"],
  ["upstream-unreachable", "Host unreachable"],
  ["upstream-refused", "Connection refused"],
  // danted answers so where the server is silent (ETIMEDOUT).
  ["upstream-timeout", "TTL expired"],
  ["denied", "Command not supported"],
  ["upstream-failed", "Address type not supported"],
];

/** `Host unreachable`. */
const HOST_UNREACHABLE = 4;

/**
 * Reads a SOCKS5 reply code.
 *
 * @param code The code, 0 to 255.
 * @param byName Whether the server was asked for by name. Then danted answers
 * `Host unreachable` for a name that it cannot resolve, too.
 * @returns What the reply says, of the proxy or of the server behind it.
 */
export function readSocks5ReplyCode(code: number, byName: boolean): ProxyReply {
  const [outcome, message]: readonly [ProxyOutcome, string] = REPLIES[code] ??
    ["upstream-failed", "unassigned reply code"];
  const isVague = byName && code === HOST_UNREACHABLE;
  return proxyReply(isVague ? "upstream-failed" : outcome, {
    status: code,
    message,
  });
}
