import type { Outcome } from "../../model/observation.ts";
import type { Evidence, Query } from "./evidence.ts";
import type { Finding } from "./finding.ts";

/** Says that this machine slept: nothing that was seen is of one moment. */
export function observerSuspended(evidence: Evidence): Finding | undefined {
  const slept = evidence.indexes({ segment: "self", outcomes: ["suspended"] });
  if (slept.length === 0) return undefined;
  return {
    mode: "observer-suspended",
    detail: "The clocks of this machine moved apart while it looked.",
    evidence: slept,
  };
}

/**
 * Says that this program was starved. It stands before the rules that read
 * something into silence, and behind those that rest on an answer.
 */
export function observerOverloaded(evidence: Evidence): Finding | undefined {
  const late = evidence.indexes({ segment: "self", outcomes: ["late"] });
  if (late.length === 0) return undefined;
  return {
    mode: "observer-overloaded",
    detail: "Timers of this program ran late, so silence proves nothing.",
    evidence: late,
  };
}

/** Says that the connection failed for want of this host's own resources. */
export function observerExhausted(evidence: Evidence): Finding | undefined {
  const failed = evidence.indexes({
    segment: evidence.firstHost,
    outcomes: ["connect-failed"],
  }).filter((index) =>
    RESOURCE_CODES.includes(evidence.observations[index]?.detail.code ?? "")
  );
  if (failed.length === 0 || hasOtherEnd(evidence, failed)) return undefined;
  return {
    mode: "observer-overloaded",
    detail: "This host has no sockets, ports or buffers left to connect with.",
    evidence: failed,
  };
}

/** How an attempt ends that this host had what it takes for. */
const OTHER_ENDS: readonly Outcome[] = [
  "refused",
  "connect-reset",
  "connect-timeout",
  "connect-prohibited",
  "host-unreachable",
];

/**
 * Whether attempts at other addresses came further: a host that does not speak
 * IPv6 has no address to connect from (EADDRNOTAVAIL), and lacks nothing.
 */
function hasOtherEnd(evidence: Evidence, failed: readonly number[]): boolean {
  const ends = evidence.indexes({
    segment: evidence.firstHost,
    outcomes: OTHER_ENDS,
  });
  return evidence.towards(ends, failed).length < ends.length;
}

/** connect(2) and socket(2): limits of this host, not of the network. */
const RESOURCE_CODES: readonly string[] = [
  "EMFILE",
  "ENFILE",
  "ENOBUFS",
  "ENOMEM",
  "EADDRNOTAVAIL",
  "EAGAIN",
];

/** The looks that were lost for want of a permission or a program. */
const LOST: Query = {
  segment: "self",
  outcomes: ["not-permitted", "program-missing"],
};

/** Says that a look which decides was not permitted. */
export function notPermitted(evidence: Evidence): Finding | undefined {
  const lost = lostLooks(evidence);
  if (lost.length === 0) return undefined;
  return {
    mode: "not-permitted",
    detail: "What would decide the case could not be looked at" +
      `${needsOf(evidence)}.`,
    evidence: lost,
  };
}

/** Which observations tell of a look that was lost. */
export function lostLooks(evidence: Evidence): number[] {
  return evidence.indexes(LOST);
}

/** What the lost looks need, as the end of a sentence; else nothing. */
export function needsOf(evidence: Evidence): string {
  const needs = evidence.all(LOST).flatMap(({ detail }) => {
    const { permission, program } = detail;
    if (permission !== undefined) return [permission];
    return program === undefined ? [] : [`the program ${program}`];
  });
  const names = [...new Set(needs)].sort();
  return names.length === 0 ? "" : `: that needs ${names.join(" and ")}`;
}
