import type { FailureMode } from "../../model/failure_modes.ts";
import type { Observation } from "../../model/observation.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import { RESOLVER_ERRORS } from "./resolver.ts";

/** Names a pulled cable: the kernel's own word on its egress interface. */
export function clientCable(evidence: Evidence): Finding | undefined {
  if (evidence.link !== "bad") return undefined;
  const seen = evidence.indexes({ segment: "link", outcomes: ["no-carrier"] });
  if (seen.length === 0) return undefined;
  return {
    mode: "client-cable-unplugged",
    detail: `${subjects(evidence, seen)} is enabled and has no carrier.`,
    evidence: seen,
  };
}

const NO_INTERFACE = { segment: "link", outcomes: ["no-interface"] } as const;

/**
 * Whether the target may be this machine itself, which needs no network: what
 * its name stands for could not be looked up, or a name server of this machine
 * has answered, and no more.
 */
function mayBeOwnName(evidence: Evidence): boolean {
  const answers = evidence.all({
    segment: "resolver",
    outcomes: RESOLVER_ERRORS,
  });
  return evidence.lost.some(({ detail }) => detail.lost === "resolver") ||
    answers.some(({ detail }) => detail.loopback === true);
}

/** Names an interface that is disabled or not there at all. */
export function clientInterface(evidence: Evidence): Finding | undefined {
  if (evidence.link !== "bad") return undefined;
  const disabled = evidence.indexes({
    segment: "link",
    outcomes: ["disabled"],
  });
  if (disabled.length > 0) {
    return {
      mode: "client-network-down",
      segment: "link",
      detail: `${subjects(evidence, disabled)} is administratively down.`,
      evidence: disabled,
    };
  }
  const none = evidence.indexes(NO_INTERFACE);
  if (none.length === 0 || mayBeOwnName(evidence)) return undefined;
  return {
    mode: "client-network-down",
    segment: "link",
    detail: "This machine has no network interface that could be used.",
    evidence: none,
  };
}

/** Names a lost address or route, where no family has one that works. */
export function clientNetwork(evidence: Evidence): Finding | undefined {
  const reached = evidence.has({
    segment: evidence.firstHost,
    outcomes: ["connected", "refused"],
  });
  if (reached) return undefined;
  if (evidence.has(NO_INTERFACE) && mayBeOwnName(evidence)) return undefined;
  const segment = "network";
  const policy = evidence.indexes({ segment, outcomes: ["policy-route"] });
  const routed = evidence.has({ segment, outcomes: ["routed"] });
  if (policy.length > 0 && !routed) return policyRoute(evidence, policy);
  const unrouted = evidence.indexes({ segment, outcomes: ["no-route"] });
  const addressed = evidence.has({ segment, outcomes: ["addressed"] });
  const unaddressed = evidence.indexes({
    segment,
    outcomes: ["no-address", "link-local-only"],
  });
  if (unaddressed.length > 0 && !addressed) {
    return {
      mode: "client-network-down",
      detail: `${subjects(evidence, unaddressed)} has no usable address.`,
      evidence: [...unaddressed, ...unrouted],
    };
  }
  if (unrouted.length === 0 || routed) return undefined;
  return {
    mode: "client-network-down",
    detail: `No route leads to ${subjects(evidence, unrouted)}.`,
    evidence: unrouted,
  };
}

/** `prohibit` is a rule, the other types say that there is no way. */
function policyRoute(evidence: Evidence, seen: readonly number[]): Finding {
  const type = evidence.observations[seen[0] ?? -1]?.detail.routeType ??
    "unreachable";
  const mode: FailureMode = type === "prohibit"
    ? "firewall-blocked"
    : "client-network-down";
  return {
    mode,
    segment: "network",
    advice: "Look at the route: ip route show table all, and delete it if it " +
      "is not meant.",
    detail: `A route of type ${type} of this machine matches ` +
      `${subjects(evidence, seen)}.`,
    evidence: seen,
  };
}

/**
 * Names what ENETUNREACH can mean where the routes could not be read: this
 * kernel has no route, or a router on the way says that it has none.
 */
export function networkUnreachable(evidence: Evidence): Finding | undefined {
  const host = evidence.firstHost;
  const seen = evidence.indexes({
    segment: host,
    outcomes: ["network-unreachable"],
  });
  const other = evidence.has({
    segment: host,
    outcomes: ["connected", "refused", "connect-timeout", "host-unreachable"],
  });
  if (seen.length === 0 || other) return undefined;
  const group = groupAddress(evidence);
  if (group !== undefined) return group;
  const detail = "The kernel says that the network cannot be reached.";
  if (evidence.network === "good") {
    const told = evidence.indexes({
      segment: host,
      outcomes: ["echo-unreachable"],
    }).filter((index) => isRoutersWord(evidence.observations[index]));
    const router = evidence.observations[told[0] ?? -1]?.detail.reportedBy;
    if (router !== undefined) {
      return {
        mode: "path-broken",
        detail: `${router} reports that it has no route.`,
        evidence: [...seen, ...told],
      };
    }
    return {
      mode: "path-broken",
      candidates: ["path-broken", "firewall-blocked"],
      detail: `${detail} This machine has a route, so a router said it.`,
      evidence: seen,
    };
  }
  const candidates: FailureMode[] = ["client-network-down", "path-broken"];
  if (evidence.link !== "good") candidates.unshift("client-cable-unplugged");
  return { mode: "client-network-down", candidates, detail, evidence: seen };
}

/** An address of many hosts takes no connection (tcp(7)): no fault of any. */
function groupAddress(evidence: Evidence): Finding | undefined {
  const seen = evidence.indexes({ segment: "network", outcomes: ["routed"] })
    .filter((index) => {
      const { routeType } = evidence.observations[index]?.detail ?? {};
      return routeType === "broadcast" || routeType === "multicast";
    });
  if (seen.length === 0) return undefined;
  return {
    mode: "unknown",
    detail: `${subjects(evidence, seen)} is an address of many hosts: ` +
      "nothing can be connected to there.",
    evidence: seen,
  };
}

/** A rule would hardly answer a connection and a ping alike. */
function isRoutersWord(observation: Observation | undefined): boolean {
  const { reportedLocally, code } = observation?.detail ?? {};
  return reportedLocally === false && code === "net-unreachable";
}

/** The subjects of some observations, as a list for people. */
function subjects(
  evidence: Evidence,
  indexes: readonly number[],
): string {
  const names = indexes.map((index) => evidence.observations[index]?.subject);
  return [...new Set(names)].join(", ");
}
