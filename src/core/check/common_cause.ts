import { FAILURE_MODES, type FailureMode } from "../../model/failure_modes.ts";
import { verdictOf } from "../classify/finding.ts";
import type { FindingGroup } from "./finding_group.ts";

/** Something in front of a silent machine that was not seen to work. */
interface Suspect {
  readonly segment: "link" | "network" | "gateway";
  readonly subject: string;
  readonly modes: readonly FailureMode[];
}

/** What lies nearer than any machine, nearest first. */
const NEARER = ["link", "network", "gateway"] as const;

/** What may be broken behind a segment that works. */
const BEYOND: readonly FailureMode[] = ["path-broken"];

/**
 * Looks for what several breaks have in common: machines that are silent behind
 * one gateway, of which nobody has seen anything behind it, are more likely one
 * break than many. Which it is stays open, and so does the verdict.
 *
 * @param groups The breaks by their place.
 * @returns The same, with those joined that may have one cause.
 */
export function withCommonCauses(
  groups: readonly FindingGroup[],
): readonly FindingGroup[] {
  const bySuspect = new Map<string, [Suspect, FindingGroup[]]>();
  for (const group of groups) {
    const suspect = suspectOf(group);
    if (suspect === undefined) continue;
    const key = JSON.stringify(suspect);
    const known = bySuspect.get(key);
    if (known === undefined) bySuspect.set(key, [suspect, [group]]);
    else known[1].push(group);
  }
  const common = [...bySuspect.values()].filter(([, few]) => few.length > 1);
  const joined = new Set(common.flatMap(([, few]) => few));
  return [
    ...common.map(([suspect, few]) => join(suspect, few)),
    ...groups.filter((group) => !joined.has(group)),
  ];
}

/** The nearest of what all paths of a group may be broken at. */
function suspectOf({ verdict, victims }: FindingGroup): Suspect | undefined {
  const [first] = victims;
  if (verdict.certain || first === undefined) return undefined;
  for (const { segment, subject, status } of first.diagnosis.path) {
    const near = NEARER.find((name) => name === segment);
    if (near === undefined || subject === "?") continue;
    const modes = verdict.candidates.filter((mode) =>
      FAILURE_MODES[mode].segment === segment &&
      (status !== "ok" || BEYOND.includes(mode))
    );
    if (modes.length > 0) return { segment: near, subject, modes };
  }
  return undefined;
}

function join(
  { segment, subject, modes }: Suspect,
  groups: readonly FindingGroup[],
): FindingGroup {
  const victims = groups.flatMap((group) => group.victims);
  const own = groups.map(({ verdict }) => verdict.mode);
  const [mode = "unknown"] = modes;
  const verdict = verdictOf({
    mode,
    candidates: [...new Set([...modes, ...own])],
    segment,
    detail: `${groups.length} machines behind it are silent, and nobody has ` +
      "answered from there.",
    evidence: [],
  });
  return { segment, subject, verdict, victims };
}
