import type { CheckedTarget, CheckFinding } from "../../model/check_report.ts";
import { SEGMENTS } from "../../model/segment.ts";
import { brokenPlace } from "./broken_place.ts";
import { withCommonCauses } from "./common_cause.ts";
import type { FindingGroup } from "./finding_group.ts";

/**
 * Works out what is broken from the paths of all targets: those whose path ends
 * at the same place for the same reason are victims of one cause. Where the
 * evidence of some leaves several causes open, and one of these is proven by
 * others and stands on their path as well, that one is theirs; and where many
 * may have one cause, that one comes first.
 *
 * @param targets All targets, in the order of the check.
 * @returns The causes, nearest first, then by how many they break.
 */
export function findingsOf(
  targets: readonly CheckedTarget[],
): readonly CheckFinding[] {
  const groups = withCommonCauses(joined(groupsOf(targets)));
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

function groupsOf(targets: readonly CheckedTarget[]): FindingGroup[] {
  const groups = new Map<
    string,
    FindingGroup & { readonly victims: CheckedTarget[] }
  >();
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
function joined(groups: readonly FindingGroup[]): readonly FindingGroup[] {
  const proven = groups.filter(({ verdict }) => verdict.certain);
  const more = new Map<FindingGroup, CheckedTarget[]>();
  const left = groups.filter((group) => {
    if (group.verdict.certain) return true;
    const cause = proven.find((other) => explains(other, group));
    if (cause === undefined) return true;
    more.set(cause, [...more.get(cause) ?? [], ...group.victims]);
    return false;
  });
  return left.map((group) => ({
    ...group,
    victims: [...group.victims, ...more.get(group) ?? []],
  }));
}

function explains(cause: FindingGroup, open: FindingGroup): boolean {
  return open.verdict.candidates.includes(cause.verdict.mode) &&
    open.victims.every(({ diagnosis }) =>
      diagnosis.path.some(({ segment, subject }) =>
        segment === cause.segment && subject === cause.subject
      )
    );
}

/** How far away a cause lies; what nobody knows comes last. */
function distance({ segment }: FindingGroup): number {
  const index = SEGMENTS.findIndex((name) => name === segment);
  return index < 0 ? SEGMENTS.length : index;
}
