import type { FailureMode } from "../../model/failure_modes.ts";
import type { Outcome } from "../../model/observation.ts";
import { AGENT_MODES, needsAgent } from "../journal/outage_cause.ts";
import { toldByAgent } from "./agent.ts";
import type { Evidence } from "./evidence.ts";
import { filteredPortModes } from "./firewall.ts";
import type { Finding } from "./finding.ts";
import { silence } from "./silence.ts";

const SILENT: readonly Outcome[] = ["connect-timeout", "host-unreachable"];

/** Judges a first machine of the path that lets no connection come about. */
export function hostSilence(evidence: Evidence): Finding | undefined {
  const finding = silentHost(evidence);
  return finding && needsAgent(finding.candidates ?? [])
    ? toldByAgent(evidence, finding)
    : finding;
}

/** What the silence says, whatever an agent may have seen. */
function silentHost(evidence: Evidence): Finding | undefined {
  const segment = evidence.firstHost;
  const silent = evidence.indexes({ segment, outcomes: SILENT });
  if (silent.length === 0) return undefined;
  if (evidence.has({ segment, outcomes: ["connected", "refused"] })) {
    return undefined;
  }
  const told = toldUnreachable(evidence, silent);
  if (told !== undefined) return told;
  const echoes = evidence.indexes({
    segment,
    role: "target",
    outcomes: ["echo-silent", "echo-unreachable", "neighbour-silent"],
  });
  const finding = silence(evidence, {
    ...unreachable(segment),
    onLink: onLinkOf(evidence, silent),
    loopback: evidence.loopback,
    detail: echoes.length > 0
      ? `The ${segment} machine answers neither connection nor ping.`
      : `The ${segment} machine answers no connection.`,
    evidence: [...silent, ...echoes],
  });
  return echoes.length > 0 ? finding : machineMayLive(finding, segment);
}

/** Without a ping, the machine may live behind a port that is silent. */
function machineMayLive(
  finding: Finding,
  segment: "proxy" | "server",
): Finding {
  const candidates = finding.candidates ?? [finding.mode];
  const more = filteredPortModes(segment);
  return { ...finding, candidates: [...new Set([...candidates, ...more])] };
}

function unreachable(segment: "proxy" | "server") {
  return segment === "proxy"
    ? { mode: "proxy-unreachable", candidates: AGENT_MODES } as const
    : {
      mode: "server-unreachable",
      candidates: ["server-unreachable"],
    } as const;
}

/**
 * A router that says "unreachable" proves the path up to itself. Where its
 * words say which kind, they decide; a bare report leaves the kinds open.
 */
function toldUnreachable(
  evidence: Evidence,
  silent: readonly number[],
): Finding | undefined {
  const segment = evidence.firstHost;
  const reports = evidence.indexes({
    segment,
    outcomes: ["echo-unreachable"],
  }).filter((index) =>
    evidence.observations[index]?.detail.reportedLocally === false
  );
  const first = evidence.observations[reports[0] ?? -1];
  if (first === undefined) return undefined;
  const host = unreachable(segment);
  const detail = `${first.detail.reportedBy} reports that the ${segment} ` +
    "machine cannot be reached.";
  const all = [...silent, ...reports];
  if (first.detail.code === "net-unreachable") {
    return { mode: "path-broken", detail, evidence: all };
  }
  const candidates: FailureMode[] = [...host.candidates];
  if (first.detail.code !== "host-unreachable") {
    candidates.push("path-broken", "firewall-blocked");
  }
  return { mode: host.mode, candidates, detail, evidence: all };
}

function onLinkOf(
  evidence: Evidence,
  silent: readonly number[],
): boolean | undefined {
  return evidence.observations[silent[0] ?? -1]?.detail.onLink;
}
