import type { CheckReport } from "../model/check_report.ts";
import { scrub } from "../model/scrub.ts";

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

/** Joins names, and counts those beyond `most`. */
export function foldNames(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most
    ? `${shown} and ${names.length - most} more`
    : shown;
}
