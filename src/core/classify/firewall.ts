import type { FailureMode } from "../../model/failure_modes.ts";
import type { Outcome } from "../../model/observation.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import { withLoss } from "./loss.ts";
import { stoppedMode } from "./refusal.ts";
import { NEGATIVE, RESOLVER_ERRORS } from "./resolver.ts";

/** Words of a name server, whatever they say. */
const RESOLVER_ANSWERS: readonly Outcome[] = [
  "resolved",
  ...NEGATIVE,
  ...RESOLVER_ERRORS,
];

/** Names a rule of this machine: its own kernel says or counts it. */
export function localFirewall(evidence: Evidence): Finding | undefined {
  const host = evidence.firstHost;
  if (evidence.has({ segment: host, outcomes: ["connected"] })) {
    return undefined;
  }
  const seen = [
    ...evidence.indexes({ outcomes: ["locally-dropped", "locally-rejected"] }),
    // What is forbidden towards one name server stops no answer of another.
    ...evidence.indexes({ outcomes: ["blocked-locally"] }).filter((index) =>
      evidence.observations[index]?.segment !== "resolver" ||
      !evidence.has({ segment: "resolver", outcomes: RESOLVER_ANSWERS })
    ),
  ];
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
  if (evidence.has({ segment: host, outcomes: ["connected"] })) {
    return undefined;
  }
  const rejected = evidence.indexes({ outcomes: ["remotely-rejected"] });
  const refused = evidence.towards(
    evidence.indexes({ segment: host, outcomes: ["refused"] }),
    rejected,
  );
  if (refused.length > 0) {
    return withOtherRefusal(evidence, {
      mode: "firewall-blocked",
      segment: host,
      detail: "The refusal came as an ICMP message, not from a closed port.",
      evidence: [...refused, ...rejected],
    });
  }
  const forbidden = evidence.indexes({
    segment: host,
    outcomes: ["connect-prohibited"],
  });
  if (forbidden.length > 0) {
    return withOtherRefusal(evidence, {
      mode: "firewall-blocked",
      segment: host,
      detail: "A rule of this machine or an ICMP message forbids the traffic.",
      evidence: [...forbidden, ...rejected],
    });
  }
  return prohibited(evidence, rejected);
}

/** Another address may have been refused by a port that is closed. */
function withOtherRefusal(evidence: Evidence, finding: Finding): Finding {
  const segment = evidence.firstHost;
  const refused = evidence.indexes({ segment, outcomes: ["refused"] });
  const same = evidence.towards(refused, finding.evidence);
  if (same.length === refused.length) return finding;
  return {
    ...finding,
    candidates: ["firewall-blocked", stoppedMode(segment)],
    evidence: [...new Set([...finding.evidence, ...refused])],
  };
}

/**
 * Names a filter that answers "unreachable" for this traffic alone: somebody
 * says that it is forbidden, or the same machine answers a ping.
 */
function prohibited(
  evidence: Evidence,
  rejected: readonly number[],
): Finding | undefined {
  const segment = evidence.firstHost;
  const unreachable = evidence.indexes({
    segment,
    outcomes: ["host-unreachable"],
  });
  const echo = [
    ...evidence.indexes({ segment, outcomes: ["echo-prohibited"] }),
    ...evidence.indexes({
      segment,
      role: "target",
      outcomes: ["echo-answered"],
    }),
  ];
  const told = evidence.towards(echo, unreachable);
  if (told.length === 0) return undefined;
  return withOtherRefusal(evidence, {
    mode: "firewall-blocked",
    segment,
    detail: "An ICMP message forbids the connection; the machine itself can " +
      "be reached.",
    evidence: [...evidence.towards(unreachable, told), ...told, ...rejected],
  });
}

/** What a silent port of a living machine can be. */
export function filteredPortModes(host: "proxy" | "server"): FailureMode[] {
  return ["firewall-blocked", host === "proxy" ? "proxy-hung" : "server-hung"];
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
  return withLoss(evidence, {
    mode: "firewall-blocked",
    candidates: filteredPortModes(host),
    segment: host,
    detail: "The machine answers ping and its port answers nothing: a " +
      "firewall drops, or the queue of connections is full.",
    evidence: [...silent, ...alive],
  });
}
