import type { CheckedTarget, CheckFinding } from "../../model/check_report.ts";
import { type ObservedSegment, SEGMENTS } from "../../model/segment.ts";
import type { Verdict } from "../../model/verdict.ts";
import { brokenPlace } from "./broken_place.ts";

/** A finding that is still being put together. */
interface Group {
  readonly segment: ObservedSegment | null;
  readonly subject: string;
  readonly verdict: Verdict;
  readonly victims: CheckedTarget[];
}

/**
 * Works out what is broken from the paths of all targets: those whose path ends
 * at the same place for the same reason are victims of one cause. Where the
 * evidence of some leaves several causes open, and one of these is proven by
 * others and stands on their path as well, that one is theirs.
 *
 * @param targets All targets, in the order of the check.
 * @returns The causes, nearest first, then by how many they break.
 */
export function findingsOf(
  targets: readonly CheckedTarget[],
): readonly CheckFinding[] {
  const groups = joined(groupsOf(targets));
  const order = new Map(targets.map(({ name }, index) => [name, index]));
  const placeOf = ({ name }: CheckedTarget) => order.get(name) ?? 0;
  return groups
    .toSorted((one, other) =>
      distance(one) - distance(other) ||
      other.victims.length - one.victims.length
    )
    .map(({ victims, ...group }) => ({
      ...group,
      victims: victims.toSorted((a, b) => placeOf(a) - placeOf(b))
        .map(({ name }) => name),
    }));
}

function groupsOf(targets: readonly CheckedTarget[]): Group[] {
  const groups = new Map<string, Group>();
  for (const target of targets) {
    const { verdict } = target.diagnosis;
    if (target.passed || verdict === null) continue;
    const { segment, subject } = brokenPlace(target.diagnosis, verdict);
    const key = JSON.stringify([segment, subject, verdict.mode]);
    const known = groups.get(key);
    if (known !== undefined) known.victims.push(target);
    else groups.set(key, { segment, subject, verdict, victims: [target] });
  }
  return [...groups.values()];
}

/** Gives the victims of what is open to what is proven. */
function joined(groups: readonly Group[]): Group[] {
  const proven = groups.filter(({ verdict }) => verdict.certain);
  return groups.filter((group) => {
    if (group.verdict.certain) return true;
    const cause = proven.find((other) => explains(other, group));
    cause?.victims.push(...group.victims);
    return cause === undefined;
  });
}

function explains(cause: Group, open: Group): boolean {
  return open.verdict.candidates.includes(cause.verdict.mode) &&
    open.victims.every(({ diagnosis }) =>
      diagnosis.path.some(({ segment, subject }) =>
        segment === cause.segment && subject === cause.subject
      )
    );
}

/** How far away a cause lies; what nobody knows comes last. */
function distance({ segment }: Group): number {
  const index = SEGMENTS.findIndex((name) => name === segment);
  return index < 0 ? SEGMENTS.length : index;
}
