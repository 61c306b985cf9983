import type { FailureMode } from "../../model/failure_modes.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import { lostLooks, needsOf } from "./observer.ts";

/** The machine that is silent, and what it would be called. */
export interface SilentHost {
  /** What the silence is called if everything nearer works. */
  readonly mode: FailureMode;
  /** The modes that this name stands for. */
  readonly candidates: readonly FailureMode[];
  /** Whether it is on this host's own link; absent where not known. */
  readonly onLink: boolean | undefined;
  /** Whether it is this host itself. */
  readonly loopback: boolean;
  /** What was seen. */
  readonly detail: string;
  /** The observations of the silence. */
  readonly evidence: readonly number[];
}

/**
 * Judges a silence by contrast. Silence alone names nobody: every segment in
 * front of the silent machine that was not seen to work stays a candidate, and
 * the nearest one seen to fail is the name.
 */
export function silence(evidence: Evidence, host: SilentHost): Finding {
  if (host.loopback) return { ...found(host), ...withFirewall(evidence, host) };
  const gateway = gatewayFailure(evidence, host);
  if (gateway !== undefined) return gateway;
  const nearer = nearerSuspects(evidence, host);
  const firewall: FailureMode[] = evidence.unfiltered(host.evidence)
    ? []
    : ["firewall-blocked"];
  const candidates = [...nearer, ...firewall, ...host.candidates];
  const blind = evidence.link === "unknown" || evidence.network === "unknown";
  const lost = lostLooks(evidence);
  if (blind && lost.length > 0) {
    return {
      mode: "not-permitted",
      candidates,
      detail: `${host.detail} What lies nearer could not be looked at` +
        `${needsOf(evidence)}.`,
      evidence: [...host.evidence, ...lost],
    };
  }
  // A gateway that is silent as well is the nearest that fits.
  const mode = nearer.includes("gateway-unreachable") && gatewayMute(evidence)
    ? "gateway-unreachable"
    : host.mode;
  return {
    ...found(host),
    mode,
    candidates,
    evidence: [...host.evidence, ...contrasts(evidence)],
  };
}

function gatewayMute(evidence: Evidence): boolean {
  return evidence.has({ role: "next-hop", outcomes: ["echo-silent"] });
}

function found(host: SilentHost): Finding {
  return { mode: host.mode, detail: host.detail, evidence: host.evidence };
}

/** On loopback only a rule of this host can come between. */
function withFirewall(evidence: Evidence, host: SilentHost) {
  return {
    candidates: evidence.unfiltered(host.evidence)
      ? host.candidates
      : [...host.candidates, "firewall-blocked" as const],
  };
}

/** Names the gateway where it is proven silent, or the path beyond it. */
function gatewayFailure(
  evidence: Evidence,
  host: SilentHost,
): Finding | undefined {
  const known = evidence.link === "good" && evidence.network === "good";
  if (host.onLink !== false || !known) return undefined;
  const address = gatewayOf(evidence, host);
  const gateway = evidence.gateway(address);
  if (gateway === "bad") {
    return {
      mode: "gateway-unreachable",
      detail: `${host.detail} The gateway answers no neighbour discovery.`,
      evidence: [...gatewaySightings(evidence), ...host.evidence],
    };
  }
  if (gateway !== "good" || evidence.beyondGateway(address) !== "bad") {
    return undefined;
  }
  return {
    mode: "path-broken",
    detail: `${host.detail} The gateway answers, no reference behind it does.`,
    evidence: [
      ...gatewaySightings(evidence),
      ...evidence.indexes({
        role: "reference",
        outcomes: ["echo-silent", "echo-unreachable"],
      }),
      ...host.evidence,
    ],
  };
}

/** Segments in front of the silent machine that were not seen to work. */
function nearerSuspects(evidence: Evidence, host: SilentHost): FailureMode[] {
  const suspects: FailureMode[] = [];
  if (evidence.link !== "good") suspects.push("client-cable-unplugged");
  if (evidence.network !== "good") suspects.push("client-network-down");
  if (host.onLink === true) {
    const silent = evidence.has({
      segment: "gateway",
      outcomes: ["echo-silent", "neighbour-silent"],
    });
    // The gateway is no part of an on-link path; its silence hints that the
    // whole segment is dead, not only this machine.
    if (silent && evidence.answersFromOutside().length === 0) {
      suspects.push("gateway-unreachable");
    }
    return suspects;
  }
  const gateway = gatewayOf(evidence, host);
  if (evidence.gateway(gateway) !== "good") {
    suspects.push("gateway-unreachable");
  }
  if (evidence.beyondGateway(gateway) !== "good") suspects.push("path-broken");
  return suspects;
}

/**
 * The gateway of the silent machine, if its way was looked at. Each address
 * family may have its own: what is amiss has to explain the silence behind the
 * one that is known to answer, and one that nobody asked tells nothing.
 */
function gatewayOf(evidence: Evidence, host: SilentHost): string | undefined {
  const gateways = host.evidence.flatMap((index) =>
    evidence.observations[index]?.detail.gateway ?? []
  );
  const known = (["good", "bad"] as const).flatMap((wanted) =>
    gateways.filter((address) => evidence.gateway(address) === wanted)
  );
  return known[0] ?? gateways[0];
}

function gatewaySightings(evidence: Evidence): number[] {
  return evidence.indexes({
    role: "next-hop",
    outcomes: [
      "neighbour-answered",
      "neighbour-silent",
      "echo-answered",
      "echo-silent",
      "echo-unreachable",
    ],
  });
}

/** What answered while the machine was silent. */
function contrasts(evidence: Evidence): number[] {
  return evidence.indexes({
    outcomes: ["carrier", "echo-answered", "neighbour-answered"],
  });
}
