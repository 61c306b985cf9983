import type { CheckedTarget, CheckFinding } from "../model/check_report.ts";
import { scrub } from "../model/scrub.ts";

/** Most things that are named: each victim may lack a permission of its own. */
const MAX_NEEDS = 3;

/**
 * Says what the observer lacks to judge the victims of a cause.
 *
 * @param finding The cause.
 * @param targets All targets of the check, by name.
 * @returns For example `Missing: --allow-net=10.9.2.10:7000 and 3 more`, or
 * `undefined` where nothing is known to be missing.
 */
export function needsWords(
  { verdict, victims }: CheckFinding,
  targets: ReadonlyMap<string, CheckedTarget>,
): string | undefined {
  if (verdict.mode !== "not-permitted") return undefined;
  const needs = new Set(victims.flatMap((name) => needsOf(targets.get(name))));
  if (needs.size === 0) return undefined;
  const shown = [...needs].slice(0, MAX_NEEDS).map((need) => scrub(need));
  const more = needs.size - shown.length;
  return `Missing: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** The verdict's evidence are the looks that were lost. */
function needsOf(target: CheckedTarget | undefined): string[] {
  const { verdict, observations } = target?.diagnosis ?? {};
  return (verdict?.evidence ?? []).flatMap((index) => {
    const { permission, program } = observations?.[index]?.detail ?? {};
    if (permission !== undefined) return [permission];
    return program === undefined ? [] : [`the program ${program}`];
  });
}
