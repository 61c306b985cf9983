import type { ObservationDetail, Outcome } from "../model/observation.ts";

/** The outcomes that a proxy's answer to a request for a tunnel can have. */
export type ProxyOutcome = Extract<
  Outcome,
  | "tunnel-opened"
  | "auth-required"
  | "denied"
  | "upstream-refused"
  | "upstream-unreachable"
  | "upstream-timeout"
  | "upstream-unresolved"
  | "upstream-failed"
  | "not-a-proxy"
  | "portal"
>;

/** What a proxy's answer says, whatever protocol it came in. */
export interface ProxyReply {
  /** What was seen. */
  readonly outcome: ProxyOutcome;
  /** Whether it speaks of the proxy itself or of the server behind it. */
  readonly about: "proxy" | "server";
  /** The raw facts. */
  readonly detail: ObservationDetail;
}

/**
 * Completes a proxy's answer by what it speaks of.
 *
 * @param outcome What was seen.
 * @param detail The raw facts, without the phase.
 * @returns The answer, with the phase `tunnel` where it is about the server.
 */
export function proxyReply(
  outcome: ProxyOutcome,
  detail: ObservationDetail,
): ProxyReply {
  return isAboutServer(outcome)
    ? { outcome, about: "server", detail: { phase: "tunnel", ...detail } }
    : { outcome, about: "proxy", detail: { phase: "answer", ...detail } };
}

function isAboutServer(outcome: ProxyOutcome): boolean {
  return outcome === "tunnel-opened" || outcome.startsWith("upstream-");
}
