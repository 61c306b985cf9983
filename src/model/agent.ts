import { formatAuthority, type HostName } from "./host.ts";
import { parseTarget } from "./target.ts";

/** Where an agent is asked. */
export interface AgentAddress {
  /** The host, a name or a literal address without brackets. */
  readonly host: HostName;
  /** The port, 1 to 65535. */
  readonly port: number;
  /** As a URL. */
  readonly url: string;
  /** `host:port`, brackets around IPv6. */
  readonly authority: string;
}

/** How an agent on the proxy machine is asked. */
export interface AgentAccess {
  /** Where: `http://host[:port]`, at best by another way than the proxy's. */
  readonly url: string;
  /** The token that both share. It is in no output. */
  readonly token: string;
}

/** The port of an agent that is told no other: next to the heartbeats'. */
export const DEFAULT_AGENT_PORT = 4579;

/** Least characters of a token: 16 random letters are beyond all guessing. */
export const MIN_TOKEN_LENGTH = 16;

/** Most characters of a token: no generator makes longer ones. */
const MAX_TOKEN_LENGTH = 512;

/** What a token may hold: the `b64token` of RFC 6750 section 2.1. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/**
 * Reads where an agent is asked: `http://host:port`.
 *
 * @param text The URL as a person wrote it.
 * @returns The address, checked.
 * @throws {SyntaxError} If it is no such URL.
 * @throws {RangeError} If the port is out of range.
 */
export function parseAgent(text: string): AgentAddress {
  const rest = /^http:\/\/([^@]*?)\/?$/is.exec(text)?.[1];
  if (rest === undefined || rest.includes("/")) {
    throw new SyntaxError(
      "Cannot read agent as http://host:port: current value is " +
        JSON.stringify(text.replace(/^.*@/s, "***@")),
    );
  }
  const bare = /^(?:[^:[]*|\[[^\]]*\])$/.test(rest)
    ? `${rest}:${DEFAULT_AGENT_PORT}`
    : rest;
  const { host, port } = parseTarget(`tcp://${bare}`);
  const authority = formatAuthority(host.name, port);
  return { host, port, authority, url: `http://${authority}` };
}

/**
 * Checks a token. No message shows any of it.
 *
 * @param text What a file or variable holds; space around it does not count.
 * @param from What it was read from, for the message.
 * @returns The token.
 * @throws {RangeError} It is too short or too long.
 * @throws {SyntaxError} It cannot stand in a header of HTTP.
 */
export function parseToken(text: string, from: string): string {
  const token = text.trim();
  if (token.length < MIN_TOKEN_LENGTH || token.length > MAX_TOKEN_LENGTH) {
    throw new RangeError(
      `Cannot use a token of less than ${MIN_TOKEN_LENGTH} or more than ` +
        `${MAX_TOKEN_LENGTH} characters: ${from} has ${token.length}`,
    );
  }
  if (TOKEN.test(token)) return token;
  throw new SyntaxError(
    "Cannot use a token with more than letters, digits and . _ ~ + / - =: " +
      `${from} has others`,
  );
}
