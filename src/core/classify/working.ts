import type { Outcome } from "../../model/observation.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";

/** Outcomes in which an address family was tried and did not work. */
const FAMILY_FAILURES: readonly Outcome[] = [
  "refused",
  "connect-timeout",
  "host-unreachable",
  "connect-reset",
];

/**
 * Names the address family that fails while the other one works. A family
 * that this host has no address or route for is not broken, just not there;
 * and a port of this host itself may well be served on one family only.
 */
export function familyBroken(evidence: Evidence): Finding | undefined {
  const segment = evidence.firstHost;
  const works = evidence.all({ segment, outcomes: ["connected"] })
    .map(({ detail }) => detail.family);
  const failed = evidence.indexes({ segment, outcomes: FAMILY_FAILURES })
    .filter((index) => {
      const detail = evidence.observations[index]?.detail;
      return detail?.family !== undefined && detail.loopback !== true &&
        !works.includes(detail.family) && familyReady(evidence, detail.family);
    });
  const family = evidence.observations[failed[0] ?? -1]?.detail.family;
  if (family === undefined || works.length === 0) return undefined;
  return {
    mode: "family-broken",
    segment,
    detail: `IPv${family} fails, IPv${family === 4 ? 6 : 4} works.`,
    evidence: failed,
  };
}

/** Whether this host is set up to speak the family. */
function familyReady(evidence: Evidence, family: 4 | 6): boolean {
  return ["addressed", "routed"].every((outcome) =>
    evidence.all({ segment: "network", outcomes: [outcome as Outcome] })
      .some(({ detail }) => detail.family === family)
  );
}

/** Initial retransmission time-out of a SYN (RFC 6298 §2.1), milliseconds. */
const RETRANSMITTED_SYN_MS = 1000;

/**
 * Names loss: the connection opened, and only after a SYN in vain. A program
 * that was starved meanwhile cannot tell: it may have been late itself.
 */
export function degraded(evidence: Evidence): Finding | undefined {
  if (evidence.has({ outcomes: ["late", "suspended"] })) return undefined;
  const late = lateConnections(evidence);
  if (late.length === 0) return undefined;
  return {
    mode: "degraded",
    detail: "The connection opened only after its first packet was sent again.",
    evidence: late,
  };
}

/** Connections whose first packet was lost. */
export function lateConnections(evidence: Evidence): number[] {
  return evidence.indexes({ outcomes: ["connected"] }).filter((index) => {
    const { tookMs = 0, detail } = evidence.observations[index] ?? {};
    return tookMs >= RETRANSMITTED_SYN_MS || (detail?.sent ?? 1) > 1;
  });
}

/** Names full-size packets that vanish behind the small one of the head. */
export function pageLost(evidence: Evidence): Finding | undefined {
  const lost = evidence.indexes({ outcomes: ["full-size-lost"] });
  const heads = evidence.indexes({ segment: "session", outcomes: ["answered"] })
    .filter((index) => evidence.observations[index]?.detail.phase === "head");
  if (lost.length === 0 || heads.length === 0) return undefined;
  return {
    mode: "mtu-blackhole",
    segment: "gateway",
    detail: "The head of the answer came and the page itself never did; " +
      "full-size packets vanish on the way.",
    evidence: [...heads, ...lost],
  };
}
