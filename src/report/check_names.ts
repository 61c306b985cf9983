import type { CheckFinding, CheckReport } from "../model/check_report.ts";
import { scrub } from "../model/scrub.ts";

/** Most victims that a cause names on a page; its table names the others. */
export const MAX_VICTIMS = 20;

/** Longest name that is shown: a path of a URL fits, a novel does not. */
const MAX_NAME_LENGTH = 200;

/**
 * Gives each target a name that is safe to show on one line. They differ from
 * one another, as the names in the check do, also where they were cut.
 *
 * @param report The check.
 * @returns What to show, by the name in the check.
 */
export function printableNames(
  report: CheckReport,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  for (const { name } of report.targets) {
    const words = scrub(name, MAX_NAME_LENGTH).trim() || "(no name)";
    let count = counts.get(words) ?? 0;
    let printable = words;
    do {
      count++;
      printable = count === 1 ? words : `${words} (${count})`;
    } while (taken.has(printable));
    counts.set(words, count);
    taken.add(printable);
    names.set(name, printable);
  }
  return names;
}

/**
 * Names those that a cause breaks, and counts the ones beyond `most`.
 *
 * @param finding The cause.
 * @param names What to show for the names in the check.
 * @param most How many are named.
 * @returns For example `shop, mail and 48 more`.
 */
export function victimWords(
  { victims }: CheckFinding,
  names: ReadonlyMap<string, string>,
  most: number,
): string {
  const shown = victims.slice(0, most)
    .map((name) => names.get(name) ?? scrub(name))
    .join(", ");
  const more = victims.length - most;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
