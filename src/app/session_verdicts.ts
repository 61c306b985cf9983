import { verdictOf } from "../core/classify/finding.ts";
import type { Quality } from "../core/detect/quality.ts";
import { formatDuration } from "../model/duration.ts";
import type { Verdict } from "../model/verdict.ts";

/**
 * The verdict where only the old session died: a cold look cannot see it.
 *
 * @param detail What was seen, in a sentence or two.
 */
export function sessionLost(detail: string): Verdict {
  return verdictOf({ mode: "session-lost", detail, evidence: [] });
}

/** The verdict where a session is alive with too much delay or loss. */
export function degradedSession(quality: Quality): Verdict {
  const { medianMs, bestMs, jitterMs, late, lossy } = quality;
  const delay = `Answers take ${formatDuration(medianMs)}, at their best ` +
    `${formatDuration(bestMs ?? medianMs)}; one differs from the next by ` +
    `${formatDuration(jitterMs)}.`;
  const count = late.reduce((sum, inWindow) => sum + inWindow, 0);
  const loss = lossy
    ? ` Lately ${count} came as late as after the loss of a packet.`
    : "";
  return verdictOf({ mode: "degraded", detail: delay + loss, evidence: [] });
}
