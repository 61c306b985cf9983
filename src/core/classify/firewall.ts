import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";

/** Names a rule of this machine: its own kernel says or counts it. */
export function localFirewall(evidence: Evidence): Finding | undefined {
  const host = evidence.firstHost;
  if (evidence.has({ segment: host, outcomes: ["connected"] })) {
    return undefined;
  }
  const seen = evidence.indexes({
    outcomes: ["locally-dropped", "locally-rejected", "blocked-locally"],
  });
  if (seen.length === 0) return undefined;
  return {
    mode: "firewall-blocked",
    segment: "network",
    detail: "A rule of this machine keeps the connection from leaving it.",
    evidence: seen,
  };
}

/**
 * Names a firewall elsewhere that answers: a refused connection for which an
 * ICMP message came in was not refused by a closed port, which sends RST.
 */
export function remoteFirewall(evidence: Evidence): Finding | undefined {
  const host = evidence.firstHost;
  const rejected = evidence.indexes({ outcomes: ["remotely-rejected"] });
  const refused = evidence.indexes({ segment: host, outcomes: ["refused"] });
  if (rejected.length > 0 && refused.length > 0) {
    return {
      mode: "firewall-blocked",
      segment: host,
      detail: "The refusal came as an ICMP message, not from a closed port.",
      evidence: [...refused, ...rejected],
    };
  }
  return prohibited(evidence, rejected);
}

function prohibited(
  evidence: Evidence,
  rejected: readonly number[],
): Finding | undefined {
  const host = evidence.firstHost;
  const unreachable = evidence.indexes({
    segment: host,
    outcomes: ["host-unreachable"],
  });
  const echo = evidence.indexes({
    segment: host,
    outcomes: ["echo-prohibited"],
  });
  if (echo.length === 0 || unreachable.length === 0) return undefined;
  return {
    mode: "firewall-blocked",
    segment: host,
    detail: "An ICMP message says that a filter forbids the traffic.",
    evidence: [...unreachable, ...echo, ...rejected],
  };
}

/**
 * Names a port that is silent on a machine which answers: a firewall drops
 * what is meant for it, or its queue of connections is full.
 */
export function filteredPort(evidence: Evidence): Finding | undefined {
  const host = evidence.firstHost;
  const silent = evidence.indexes({
    segment: host,
    outcomes: ["connect-timeout"],
  });
  const alive = evidence.indexes({
    segment: host,
    role: "target",
    outcomes: ["echo-answered"],
  });
  if (silent.length === 0 || alive.length === 0) return undefined;
  if (evidence.has({ segment: host, outcomes: ["connected", "refused"] })) {
    return undefined;
  }
  const hung = host === "proxy" ? "proxy-hung" : "server-hung";
  return {
    mode: "firewall-blocked",
    candidates: ["firewall-blocked", hung],
    segment: host,
    detail: "The machine answers ping and its port answers nothing: a " +
      "firewall drops, or the queue of connections is full.",
    evidence: [...silent, ...alive],
  };
}
