import type { Diagnosis } from "../../model/diagnosis.ts";
import type { ObservedSegment, Segment } from "../../model/segment.ts";
import type { Verdict } from "../../model/verdict.ts";

/** Where a path is broken. */
export interface BrokenPlace {
  /** The segment; `null` where nobody knows. */
  readonly segment: ObservedSegment | null;
  /** What stands there, the same for all paths that lead over it. */
  readonly subject: string;
}

/** What a path says of a segment that nobody has seen. */
const UNSEEN = "?";

/**
 * Names the place where a path is broken.
 *
 * @param diagnosis What was found.
 * @param verdict Its verdict.
 * @returns The place, by the path and what was seen there.
 */
export function brokenPlace(
  diagnosis: Diagnosis,
  verdict: Verdict,
): BrokenPlace {
  const { segment } = verdict;
  return { segment, subject: subjectOf(diagnosis, verdict) };
}

function subjectOf(diagnosis: Diagnosis, verdict: Verdict): string {
  const { segment, mode } = verdict;
  const proof = diagnosis.observations[verdict.evidence[0] ?? -1];
  if (segment === null) return diagnosis.target;
  if (segment === "self") return proof?.subject ?? diagnosis.target;
  // A name is missing wherever it is asked for; a server fails for all names.
  if (mode === "name-not-found") {
    return proof?.detail.name ?? hostOf(diagnosis.target);
  }
  const place = segment === "session" ? "server" : segment;
  return standing(diagnosis, place) ?? standing(diagnosis, "server") ??
    diagnosis.target;
}

function standing(diagnosis: Diagnosis, segment: Segment): string | undefined {
  const subject = diagnosis.path.find((one) => one.segment === segment)
    ?.subject;
  return subject === UNSEEN ? undefined : subject;
}

function hostOf(url: string): string {
  return url.replace(/^\w+:\/\//, "").replace(/[:/].*$/s, "");
}
