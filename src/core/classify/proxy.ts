import type { FailureMode } from "../../model/failure_modes.ts";
import type { Outcome } from "../../model/observation.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import { withLoss } from "./loss.ts";

/** What the proxy's own answer names, and nothing else fits. */
const OWN_ANSWERS: readonly [Outcome, FailureMode, string][] = [
  ["auth-required", "proxy-auth-required", "The proxy demands credentials."],
  ["denied", "proxy-denied", "The proxy's rules refuse this destination."],
  [
    "not-a-proxy",
    "protocol-mismatch",
    "What listens on the proxy's port does not speak its protocol.",
  ],
];

/** Names what the proxy itself says of the request. */
export function proxyAnswer(evidence: Evidence): Finding | undefined {
  for (const [outcome, mode, detail] of OWN_ANSWERS) {
    const seen = evidence.indexes({ segment: "proxy", outcomes: [outcome] });
    if (seen.length > 0) {
      return { mode, segment: "proxy", detail, evidence: seen };
    }
  }
  const closed = evidence.indexes({
    segment: "proxy",
    outcomes: ["tunnel-closed"],
  });
  if (closed.length === 0) return undefined;
  return {
    mode: "proxy-denied",
    candidates: ["proxy-denied", "proxy-stopped", "protocol-mismatch"],
    segment: "proxy",
    detail: "The proxy closed the connection without an answer: it denies " +
      "without a word, has no process behind its port, or is no proxy.",
    evidence: closed,
  };
}

/**
 * Tells a hung proxy from one that waits for a silent server: only the second
 * still answers a request that it must answer by itself. Where packets are seen
 * to be lost, the answer may be one of them.
 */
export function proxySilence(evidence: Evidence): Finding | undefined {
  const silent = evidence.indexes({ outcomes: ["tunnel-silent"] });
  const mute = evidence.indexes({
    segment: "proxy",
    outcomes: ["proxy-silent"],
  });
  // A look that is cut may have heard nothing of the tunnel yet.
  const isMute = mute.length > 0 &&
    !evidence.has({ outcomes: ["tunnel-opened"] });
  if (silent.length === 0 && !isMute) return undefined;
  return withLoss(evidence, silenceOf(evidence, silent, mute));
}

function silenceOf(
  evidence: Evidence,
  silent: readonly number[],
  mute: readonly number[],
): Finding {
  const alive = evidence.indexes({
    segment: "proxy",
    outcomes: ["proxy-alive"],
  });
  if (alive.length > 0) {
    return {
      mode: "server-unreachable",
      candidates: serverBehindProxy(evidence),
      detail: "The proxy answers by itself and gets no connection to the " +
        "server.",
      evidence: [...silent, ...alive],
    };
  }
  if (mute.length > 0) {
    return {
      mode: "proxy-hung",
      detail: "The proxy accepts connections and answers nothing, not even " +
        "what it must answer by itself.",
      evidence: [...silent, ...mute],
    };
  }
  return {
    mode: "proxy-hung",
    candidates: ["proxy-hung", ...serverBehindProxy(evidence)],
    detail: "The proxy accepted the connection and has not answered.",
    evidence: silent,
  };
}

/** What the proxy's word on the server names, where it gives the reason. */
export function upstream(evidence: Evidence): Finding | undefined {
  return upstreamRefused(evidence) ?? upstreamUnreachable(evidence) ??
    upstreamUnresolved(evidence) ?? upstreamFailed(evidence);
}

function upstreamRefused(evidence: Evidence): Finding | undefined {
  const seen = evidence.indexes({ outcomes: ["upstream-refused"] });
  if (seen.length === 0) return undefined;
  return {
    mode: "server-stopped",
    detail: "The proxy says that the server refused the connection.",
    evidence: seen,
  };
}

/**
 * A neighbour that does not answer, be it the server or the proxy's own
 * gateway, takes the proxy's kernel seconds to report (3.07 s measured on
 * Linux); a filter's ICMP message comes at once.
 */
const SLOW_UNREACHABLE_MS = 1000;

function upstreamUnreachable(evidence: Evidence): Finding | undefined {
  const seen = evidence.indexes({
    outcomes: ["upstream-unreachable", "upstream-timeout"],
  });
  const first = evidence.observations[seen[0] ?? -1];
  if (first === undefined) return undefined;
  const neighbour = first.outcome === "upstream-unreachable" &&
    first.tookMs >= SLOW_UNREACHABLE_MS;
  return {
    mode: "server-unreachable",
    candidates: neighbour
      ? ["server-unreachable", "path-broken"]
      : [...UNREACHED],
    detail: first.outcome === "upstream-timeout"
      ? "The proxy says that the server did not answer it in time."
      : "The proxy says that it cannot reach the server machine.",
    evidence: seen,
  };
}

function upstreamUnresolved(evidence: Evidence): Finding | undefined {
  const seen = evidence.indexes({ outcomes: ["upstream-unresolved"] });
  if (seen.length === 0) return undefined;
  return {
    mode: "name-not-found",
    candidates: ["name-not-found", "resolver-failed", "resolver-unreachable"],
    detail: "The proxy says that it cannot resolve the server's name.",
    evidence: seen,
  };
}

function upstreamFailed(evidence: Evidence): Finding | undefined {
  const seen = evidence.indexes({ outcomes: ["upstream-failed"] });
  const first = evidence.observations[seen[0] ?? -1];
  if (first === undefined) return undefined;
  const rest = serverBehindProxy(evidence);
  const fast = first.tookMs < SLOW_UNREACHABLE_MS;
  const mode: FailureMode = fast ? "server-stopped" : "server-unreachable";
  return {
    mode,
    // A time hints; it excludes nothing.
    candidates: fast
      ? ["server-stopped", ...rest]
      : ["server-unreachable", "server-stopped", ...rest.slice(1)],
    detail: "The proxy says that it failed to connect to the server, and " +
      "not why.",
    evidence: seen,
  };
}

/**
 * Why a proxy gets no connection to the server, as far as it cannot tell: the
 * path behind it is not this machine's, and nothing of it is seen from here.
 */
const UNREACHED: readonly FailureMode[] = [
  "server-unreachable",
  "path-broken",
  "firewall-blocked",
];

/** A proxy that waits may also wait for the server's name. */
function serverBehindProxy(evidence: Evidence): FailureMode[] {
  const byName = evidence.observations.some(({ segment, detail }) =>
    detail.phase === "tunnel" && segment !== "resolver" &&
    detail.name !== undefined
  );
  return byName
    ? [
      ...UNREACHED,
      "name-not-found",
      "resolver-unreachable",
      "resolver-failed",
    ]
    : [...UNREACHED];
}
