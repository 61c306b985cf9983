import { outageCause } from "../journal/outage_cause.ts";
import type { Observation } from "../../model/observation.ts";
import type { Evidence } from "./evidence.ts";
import type { Finding } from "./finding.ts";

/**
 * Names the cause of a silent proxy machine where its own journal shows it.
 * A journal in which nothing explains the silence changes nothing.
 *
 * @param finding What the silence alone says.
 */
export function toldByAgent(evidence: Evidence, finding: Finding): Finding {
  const silent = evidence.all({
    segment: "proxy",
    outcomes: ["connect-timeout", "host-unreachable"],
  }).toSorted((one, other) => endOf(one) - endOf(other)).at(-1);
  if (silent === undefined) return finding;
  const time = {
    lastGoodMs: -Infinity,
    silentMs: endOf(silent),
    address: silent.detail.address,
  };
  for (const index of evidence.indexes({ outcomes: ["journal-read"] })) {
    const journal = evidence.observations[index]?.detail.journal;
    const cause = journal && outageCause(journal, time);
    if (cause === undefined) continue;
    const { candidates, detail } = cause;
    return {
      mode: candidates[0],
      candidates,
      detail: `${finding.detail} ${detail}`,
      evidence: [...finding.evidence, index],
    };
  }
  return finding;
}

/** When a look ended, in milliseconds since 1970. */
function endOf({ at, tookMs }: Observation): number {
  return Date.parse(at) + tookMs;
}
