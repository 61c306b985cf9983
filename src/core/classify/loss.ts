import type { Observation, Outcome } from "../../model/observation.ts";
import { RETRANSMITTED_MS } from "../detect/round_trip.ts";
import { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import { lateConnections } from "./working.ts";

/**
 * Names loss where no connection came about: one that was tried beside the
 * silent one did open. A server whose queue is full takes one and drops the
 * next as well.
 */
export function silentByLoss(evidence: Evidence): Finding | undefined {
  const segment = evidence.firstHost;
  const silent = evidence.indexes({ segment, outcomes: ["connect-timeout"] });
  const opened = openedBeside(evidence);
  if (silent.length === 0 || opened.length === 0) return undefined;
  if (evidence.has({ segment, outcomes: ["connected", "refused"] })) {
    return undefined;
  }
  return {
    mode: "degraded",
    candidates: [
      "degraded",
      segment === "proxy" ? "proxy-hung" : "server-hung",
    ],
    segment,
    detail: "One connection was silent, another one beside it opened.",
    evidence: [...silent, ...opened],
  };
}

/**
 * Whether packets to the first machine are seen to be lost by chance.
 *
 * @param observations All that was seen so far.
 * @returns Whether anything shows it.
 */
export function showsLoss(observations: readonly Observation[]): boolean {
  return signsOfLoss(new Evidence(observations)).length > 0;
}

/** Looks that prove that packets to the first machine are lost by chance. */
function signsOfLoss(evidence: Evidence): number[] {
  const { firstHost: segment } = evidence;
  const echoes = evidence.indexes({ segment, outcomes: ["echo-answered"] })
    .filter((index) => {
      const { sent = 1, received = 1 } = evidence.observations[index]?.detail ??
        {};
      return received < sent;
    });
  return [
    ...echoes,
    ...missedEchoes(evidence),
    ...lateConnections(evidence),
    ...lateAnswers(evidence),
    ...openedBeside(evidence),
  ];
}

/**
 * Least wait for an echo that makes it a missed one, in milliseconds: `ping`
 * sends its second request by then, and a busy observer may hear less.
 */
const MISSED_MS = 1000;

/** Pings of the first machine in vain, beside such that were answered. */
function missedEchoes(evidence: Evidence): number[] {
  const asked = { segment: evidence.firstHost, role: "target" } as const;
  const answered: readonly Outcome[] = ["echo-answered", "full-size-passed"];
  const missed = evidence.all({ ...asked, outcomes: ["echo-silent"] })
    .filter(({ tookMs }) => tookMs >= MISSED_MS);
  const isMissed = (address: string | undefined) =>
    missed.some(({ detail }) => detail.address === address);
  return evidence.indexes({ ...asked, outcomes: answered }).filter((index) =>
    isMissed(evidence.observations[index]?.detail.address)
  );
}

/**
 * Answers that the proxy gives by itself, and so late that a packet of the two
 * round trips they take may have been sent again.
 */
function lateAnswers(evidence: Evidence): number[] {
  const opened = evidence.all({ segment: "proxy", outcomes: ["connected"] });
  const rttMs = Math.max(0, ...opened.map(({ detail }) => detail.rttMs ?? 0));
  return evidence.indexes({ segment: "proxy", outcomes: ["proxy-alive"] })
    .filter((index) => {
      const { tookMs = 0 } = evidence.observations[index] ?? {};
      return tookMs >= 2 * rttMs + RETRANSMITTED_MS;
    });
}

/** Connections that were opened while the kernel's counters were watched. */
function openedBeside(evidence: Evidence): number[] {
  const segment = evidence.firstHost;
  return evidence.indexes({ segment, outcomes: ["not-filtered"] })
    .filter((index) =>
      (evidence.observations[index]?.detail.received ?? 0) > 0
    );
}

/**
 * Adds loss to the candidates of a finding that rests on silence, where there
 * are signs of it.
 */
export function withLoss(evidence: Evidence, finding: Finding): Finding {
  const signs = signsOfLoss(evidence);
  if (signs.length === 0) return finding;
  return {
    ...finding,
    candidates: [...finding.candidates ?? [finding.mode], "degraded"],
    evidence: [...finding.evidence, ...signs],
  };
}

/**
 * The same for a finding that rests on the silence of an open connection: what
 * was not seen to open at once may have lost its first packet.
 */
export function withLossOnceOpen(
  evidence: Evidence,
  finding: Finding,
): Finding {
  const segment = evidence.firstHost;
  if (evidence.has({ segment, outcomes: ["connected"] })) {
    return withLoss(evidence, finding);
  }
  const candidates = [...finding.candidates ?? [finding.mode]];
  return { ...finding, candidates: [...candidates, "degraded"] };
}
