import type { ObservationDetail } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import { failureInWords } from "./failure_words.ts";
import type { HttpHead } from "./http_head.ts";
import {
  type ProxyOutcome,
  type ProxyReply,
  proxyReply,
} from "./proxy_reply.ts";
import { PROXY_STATUS_OUTCOMES, readProxyStatus } from "./proxy_status.ts";
import { squidErrorOutcome } from "./squid_error.ts";

/**
 * Reads a proxy's answer to CONNECT.
 *
 * What the proxy says in a header made for it counts before the status, since
 * products differ in their use of 500, 502, 503 and 504.
 *
 * @param head The status line and headers.
 * @param bodyStart The begin of the body, as text; it can only tell why a
 * proxy failed that says so nowhere else: see {@linkcode isBodyNeeded}.
 * @returns What the answer says, of the proxy or of the server behind it.
 * @default bodyStart `""`
 */
export function readConnectReply(head: HttpHead, bodyStart = ""): ProxyReply {
  const said = isBodyNeeded(head)
    ? failureInWords(`${head.reason}\n${bodyStart}`) ?? {}
    : readErrorHeaders(head);
  const { outcome = statusOutcome(head), words, rcode }: Said = said;
  return proxyReply(outcome, {
    ...factsOf(head, words),
    ...(rcode !== undefined && { rcode: scrub(rcode) }),
  });
}

/**
 * Whether the body of an answer may tell more than its head.
 *
 * @param head The status line and headers.
 */
export function isBodyNeeded(head: HttpHead): boolean {
  const { words } = readErrorHeaders(head);
  return words === undefined && statusOutcome(head) === "upstream-failed";
}

/** Why a proxy failed, where it says so beside the status. */
interface Said {
  readonly outcome?: ProxyOutcome | undefined;
  readonly words?: string;
  readonly rcode?: string | undefined;
}

/** What the headers say that exist to name a failure. */
function readErrorHeaders({ status, headers }: HttpHead): Said {
  if (isSuccess(status)) return {};
  const squidError = headers.get("x-squid-error");
  if (squidError !== undefined) {
    return { outcome: squidErrorOutcome(squidError), words: squidError };
  }
  const said = readProxyStatus(headers.get("proxy-status") ?? "");
  if (said === undefined) return {};
  return {
    outcome: PROXY_STATUS_OUTCOMES.get(said.error),
    words: [said.error, said.details].filter(Boolean).join(": "),
    rcode: said.rcode,
  };
}

/** What the status alone says. */
function statusOutcome(head: HttpHead): ProxyOutcome {
  const { status } = head;
  if (isSuccess(status)) return "tunnel-opened";
  if (isPortal(head)) return "portal";
  switch (status) {
    // tinyproxy answers wrong credentials with 401.
    case 401:
    case 407:
      return "auth-required";
    case 403:
    case 429:
    case 451:
      return "denied";
    case 500:
    case 502:
    case 503:
      return "upstream-failed";
    case 504:
      return "upstream-timeout";
    default:
      return otherStatusOutcome(head);
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** RFC 6585 section 6, or a redirect, which no tunnel can follow. */
function isPortal({ status, headers }: HttpHead): boolean {
  return status === 511 ||
    (status >= 300 && status < 400 && headers.has("location"));
}

/** Headers that only proxies send. */
const PROXY_HEADERS = [
  "proxy-agent",
  "proxy-authenticate",
  "proxy-connection",
  "proxy-status",
  "x-squid-error",
];

/**
 * Refusals of the method or of the request, as 400, 404, 405 and 501: web
 * servers answer so to CONNECT, and so do proxies that do not allow it.
 */
function otherStatusOutcome({ status, headers }: HttpHead): ProxyOutcome {
  if (status >= 500 && status !== 501 && status !== 505) {
    return "upstream-failed";
  }
  const isProxy = PROXY_HEADERS.some((name) => headers.has(name));
  return isProxy ? "denied" : "not-a-proxy";
}

/** The facts of an answer; a challenge tells more than other words. */
function factsOf(head: HttpHead, said: string | undefined): ObservationDetail {
  const { headers } = head;
  const software = readSoftware(head);
  const location = headers.get("location");
  const words = headers.get("proxy-authenticate") ??
    headers.get("www-authenticate") ?? said ?? head.reason;
  return {
    status: head.status,
    ...(words !== "" && { message: scrub(words) }),
    ...(software !== undefined && { software }),
    ...(location !== undefined && { location: scrub(location) }),
  };
}

/**
 * How the proxy calls itself.
 *
 * @param head The status line and headers of any answer of it.
 * @returns Its name and version, or `undefined` where it gives none.
 */
export function readSoftware({ headers }: HttpHead): string | undefined {
  const name = headers.get("server") ?? headers.get("proxy-agent") ??
    headers.get("via");
  return name === undefined || name === "" ? undefined : scrub(name);
}
