import type { FailureMode } from "../../model/failure_modes.ts";
import type { Outcome } from "../../model/observation.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import { silence } from "./silence.ts";

const segment = "resolver";

/** Whether a name had to be looked up and no look found an address. */
function unresolved(evidence: Evidence): boolean {
  return evidence.has({ segment, outcomes: EVERY_FAILURE }) &&
    !evidence.has({ segment, outcomes: ["resolved"] });
}

/** Answers of a name server that say there is no address. */
export const NEGATIVE: readonly Outcome[] = ["name-not-found", "no-records"];

/** Answers of a name server that say nothing of the name. */
export const RESOLVER_ERRORS: readonly Outcome[] = [
  "server-failure",
  "query-refused",
  "resolver-garbled",
];

const SILENT: readonly Outcome[] = [
  "resolver-silent",
  "resolver-refused",
  "resolver-unreachable",
  "connect-failed",
];
const EVERY_FAILURE: readonly Outcome[] = [
  ...NEGATIVE,
  ...RESOLVER_ERRORS,
  ...SILENT,
];

/** Names a name that does not exist or has no address. */
export function nameNotFound(evidence: Evidence): Finding | undefined {
  if (!unresolved(evidence)) return undefined;
  const seen = evidence.indexes({ segment, outcomes: NEGATIVE });
  if (seen.length === 0) return undefined;
  const name = evidence.observations[seen[0] ?? -1]?.detail.name ?? "the name";
  const missing = evidence.has({ segment, outcomes: ["name-not-found"] });
  return {
    mode: "name-not-found",
    detail: missing
      ? `${name} does not exist.`
      : `${name} exists and has no address.`,
    evidence: seen,
  };
}

/**
 * Names a name server that answers with an error. The error of a server on
 * this machine may just say that it reaches nobody itself.
 */
export function resolverFailed(evidence: Evidence): Finding | undefined {
  if (!unresolved(evidence)) return undefined;
  const seen = evidence.indexes({ segment, outcomes: RESOLVER_ERRORS });
  if (seen.length === 0) return undefined;
  const outside = evidence.answersFromOutside().length > 0;
  const candidates: FailureMode[] = ["resolver-failed"];
  if (!outside) {
    if (evidence.link !== "good") candidates.push("client-cable-unplugged");
    if (evidence.network !== "good") candidates.push("client-network-down");
    candidates.push("gateway-unreachable", "path-broken");
  }
  return {
    mode: "resolver-failed",
    candidates,
    detail: `A name server answered, with an error: ${
      reasons(evidence, seen)
    }.`,
    evidence: seen,
  };
}

/** Names the silence of every name server. */
export function resolverUnreachable(evidence: Evidence): Finding | undefined {
  if (!unresolved(evidence)) return undefined;
  const seen = evidence.indexes({ segment, outcomes: SILENT });
  if (seen.length === 0) return undefined;
  const refused = evidence.indexes({ segment, outcomes: ["resolver-refused"] });
  const alive = evidence.indexes({
    role: "name-server",
    outcomes: ["echo-answered", "neighbour-answered"],
  });
  const explained = evidence.towards(seen, [...refused, ...alive]);
  const silent = seen.filter((index) => !explained.includes(index));
  if (silent.length === 0) {
    return {
      mode: "resolver-unreachable",
      detail: refused.length > 0
        ? "A name server's machine refuses: its name service is not running."
        : "A name server's machine answers ping and no query.",
      evidence: [...seen, ...alive],
    };
  }
  return silence(evidence, {
    mode: "resolver-unreachable",
    candidates: ["resolver-unreachable"],
    onLink: onLinkOf(evidence, silent),
    loopback: everyLoopback(evidence, silent),
    detail: explained.length > 0
      ? "No name server answered, and not every machine of one is alive."
      : "No name server answered.",
    evidence: silent,
  });
}

function reasons(evidence: Evidence, indexes: readonly number[]): string {
  const words = indexes.map((index) => {
    const { detail, outcome } = evidence.observations[index] ?? {};
    return detail?.message ?? detail?.rcode ?? outcome;
  });
  return [...new Set(words)].join(", ");
}

function everyLoopback(evidence: Evidence, indexes: readonly number[]) {
  return indexes.every((index) =>
    evidence.observations[index]?.detail.loopback === true
  );
}

/** What is known of the way to the silent servers, by whoever looked. */
function onLinkOf(
  evidence: Evidence,
  indexes: readonly number[],
): boolean | undefined {
  const addresses = indexes.map((index) =>
    evidence.observations[index]?.detail.address
  );
  const known = evidence.observations
    .filter(({ segment: of, detail }) =>
      of === segment && detail.onLink !== undefined &&
      addresses.includes(detail.address)
    )
    .map(({ detail }) => detail.onLink);
  if (known.includes(false)) return false;
  return known.includes(true) ? true : undefined;
}
