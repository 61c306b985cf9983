import { verdictOf } from "../core/classify/finding.ts";
import type { Verdict } from "../model/verdict.ts";

/**
 * The verdict where only the old session died: a cold look cannot see it.
 *
 * @param detail What was seen, in a sentence or two.
 */
export function sessionLost(detail: string): Verdict {
  return verdictOf({ mode: "session-lost", detail, evidence: [] });
}
