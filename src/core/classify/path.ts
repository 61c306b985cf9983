import type { Observation } from "../../model/observation.ts";
import { FAILURE_MODES } from "../../model/failure_modes.ts";
import { type Segment, SEGMENTS } from "../../model/segment.ts";
import type { ProxyTarget, Target } from "../../model/target.ts";
import type {
  PathSegment,
  SegmentStatus,
  Verdict,
} from "../../model/verdict.ts";
import { Evidence } from "./evidence.ts";

/** What the path leads to. */
export interface PathOptions {
  /** The target. */
  readonly target: Target;
  /** The proxy before it, if any. */
  readonly proxy?: ProxyTarget;
  /** The judgement, or `null` when healthy. */
  readonly verdict: Verdict | null;
}

/**
 * Lays out the path, nearest segment first, with how each segment looks.
 * What lies behind the break is unknown unless it was seen to work.
 */
export function pathOf(
  observations: readonly Observation[],
  options: PathOptions,
): PathSegment[] {
  const evidence = new Evidence(observations);
  return segmentsOf(evidence, options).map((segment) => ({
    segment,
    subject: subjectOf(segment, evidence, options),
    status: statusOf(segment, evidence, options),
  }));
}

function segmentsOf(evidence: Evidence, options: PathOptions): Segment[] {
  const { target, proxy, verdict } = options;
  const first = proxy ?? target;
  const segments: Segment[] = ["link", "network"];
  const gateway = evidence.behindGateway === "good" ||
    verdict?.segment === "gateway";
  if (gateway) segments.push("gateway");
  if (first.host.family === 0 || verdict?.segment === "resolver") {
    segments.push("resolver");
  }
  if (proxy !== undefined) segments.push("proxy");
  return [...segments, "server", "session"];
}

function subjectOf(
  segment: Segment,
  evidence: Evidence,
  options: PathOptions,
): string {
  const { target, proxy } = options;
  const seen = (outcomes: Parameters<Evidence["all"]>[0]["outcomes"]) =>
    evidence.all({ segment, outcomes })[0];
  switch (segment) {
    case "link":
      return evidence.observations.find((one) => one.segment === "link")
        ?.subject ?? "?";
    case "network":
      return seen(["addressed"])?.detail.addresses?.[0] ??
        seen(["no-address", "link-local-only"])?.subject ?? "?";
    case "gateway":
      return evidence.all({ segment: "network", outcomes: ["routed"] })
        .find(({ detail }) => detail.gateway !== undefined)?.detail.gateway ??
        "?";
    case "resolver":
      return seen(["resolved"])?.subject ??
        evidence.observations.find((one) => one.segment === "resolver")
          ?.subject ??
        "?";
    case "proxy":
      return proxy?.authority ?? "?";
    case "server":
      return target.authority;
    case "session":
      return target.scheme;
  }
}

function statusOf(
  segment: Segment,
  evidence: Evidence,
  options: PathOptions,
): SegmentStatus {
  const { verdict } = options;
  if (verdict !== null && verdict.segment === segment) {
    if (evidence.working) return "degraded";
    return provenBroken(segment, verdict) ? "broken" : "unknown";
  }
  return worksOf(segment, evidence, options) ? "ok" : "unknown";
}

/** The break is proven where no candidate can lie nearer. */
function provenBroken(segment: Segment, verdict: Verdict): boolean {
  return verdict.certain || verdict.candidates.every((mode) => {
    const own = SEGMENTS.findIndex((name) =>
      name === FAILURE_MODES[mode].segment
    );
    return own >= SEGMENTS.indexOf(segment);
  });
}

/** Whether a segment was seen to work; an answer proves all that is nearer. */
function worksOf(
  segment: Segment,
  evidence: Evidence,
  options: PathOptions,
): boolean {
  if (evidence.working) return true;
  switch (segment) {
    case "link":
      return evidence.link === "good";
    case "network":
      return evidence.network === "good" ||
        evidence.answersFromOutside().length > 0;
    case "gateway":
      return evidence.gateway() === "good";
    case "resolver":
      return evidence.has({ segment, outcomes: ["resolved"] });
    case "proxy":
      return evidence.has({
        outcomes: [
          "tunnel-opened",
          "proxy-alive",
          "upstream-refused",
          "upstream-unreachable",
          "upstream-timeout",
          "upstream-unresolved",
          "upstream-failed",
        ],
      });
    case "server":
      return evidence.has({
        segment,
        outcomes: options.proxy === undefined
          ? ["connected"]
          : ["tunnel-opened"],
      });
    case "session":
      return false;
  }
}
