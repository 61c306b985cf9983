import { familyOf } from "./address_text.ts";
import { boundedLines } from "./bounded_lines.ts";

/**
 * Most characters looked at. Lists that block advertisers are hosts files of
 * several megabytes; one more name is one more line of a linear scan.
 */
export const MAX_HOSTS_LENGTH = 16_777_216;

/** Most addresses kept for one name: more than any resolver would try. */
export const MAX_HOSTS_ADDRESSES = 32;

/**
 * Looks a name up in a hosts file (hosts(5); the same form on all systems).
 *
 * @param text The file.
 * @param name The name or alias, in any case, with or without a final dot.
 * @returns Its addresses in the order of the file, each once.
 */
export function lookupInHostsFile(
  text: string,
  name: string,
): readonly string[] {
  const wanted = normal(name);
  const found = new Set<string>();
  if (wanted === "") return [];
  for (const line of boundedLines(text, MAX_HOSTS_LENGTH)) {
    if (found.size >= MAX_HOSTS_ADDRESSES) break;
    const entry = line.split("#", 1)[0] ?? "";
    const [address = "", ...names] = entry.trim().split(/[ \t]+/);
    if (!names.some((candidate) => normal(candidate) === wanted)) continue;
    if (familyOf(address) !== undefined) found.add(address);
  }
  return [...found];
}

function normal(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
