import type { AgentAddress } from "../../model/agent.ts";
import { USER_AGENT } from "../user_agent.ts";

/** Where an agent hands its journal over. */
const PATH = "/journal";

/** Most bytes of a request's head; a browser sends a fifth, and no body. */
export const MAX_AGENT_REQUEST_BYTES = 8192;

/** What somebody wants of an agent. */
export type AgentRequest =
  | {
    /** The journal is wanted. */
    readonly kind: "journal";
    /** The token that was shown, if any. */
    readonly token: string | undefined;
    /** Only what came at or after this instant, in ms since 1970. */
    readonly sinceMs: number | undefined;
  }
  | {
    /** It is refused, with this status of HTTP. */
    readonly kind: "refused";
    /** The status. */
    readonly status: 400 | 404 | 405;
  };

/**
 * Asks an agent for its journal, once.
 *
 * @param agent The agent.
 * @param token The token that both share.
 * @returns The bytes of the request.
 */
export function encodeJournalRequest(
  agent: AgentAddress,
  token: string,
): Uint8Array {
  const lines = [
    `GET ${PATH} HTTP/1.1`,
    `Host: ${agent.authority.replace(/%[^\]]*/, "")}`,
    `User-Agent: ${USER_AGENT}`,
    "Accept: application/json",
    "Connection: close",
    // Last, so that a peer which echoes the request shows it not at once.
    `Authorization: Bearer ${token}`,
  ];
  return new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n");
}

/**
 * Reads the head of a request to an agent.
 *
 * @param head The head, one character a byte, without its empty line.
 */
export function readAgentRequest(head: string): AgentRequest {
  const [requestLine = "", ...lines] = head.split("\r\n");
  const [, method, path, query] =
    /^([A-Z]{1,20}) ([^ ?]+)(?:\?([^ ]*))? HTTP\/1\.[01]$/.exec(requestLine) ??
      [];
  if (method === undefined) return { kind: "refused", status: 400 };
  if (path !== PATH) return { kind: "refused", status: 404 };
  if (method !== "GET") return { kind: "refused", status: 405 };
  const sinceMs = sinceOf(query);
  if (Number.isNaN(sinceMs)) return { kind: "refused", status: 400 };
  return { kind: "journal", token: tokenOf(lines), sinceMs };
}

/** RFC 6750 section 2.1; the scheme's case does not count. */
function tokenOf(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const token = /^authorization:[ \t]*bearer +(\S+)[ \t]*$/i.exec(line)?.[1];
    if (token !== undefined) return token;
  }
  return undefined;
}

function sinceOf(query: string | undefined): number | undefined {
  const value = /(?:^|&)since=([^&]*)/.exec(query ?? "")?.[1];
  return value === undefined
    ? undefined
    : Date.parse(value.replaceAll(/%3a/gi, ":"));
}
