import { parseHost } from "../model/host.ts";
import type { ResolvConf } from "../wire/resolv_conf.ts";

/**
 * Says under which full names a system looks a name up, as glibc does: a name
 * with few dots is tried with each suffix first, one with many as it is first.
 *
 * @param name The name as a person wrote it.
 * @param conf The suffixes, and how many dots are many.
 * @returns The full names in the order tried, each once; never empty.
 */
export function searchNames(
  name: string,
  conf: Pick<ResolvConf, "search" | "ndots">,
): readonly string[] {
  const dots = name.split(".").length - 1;
  const qualified = conf.search
    .map((suffix) => fullName(name, suffix))
    .filter((full) => full !== undefined);
  const names = dots >= conf.ndots
    ? [name, ...qualified]
    : [...qualified, name];
  return [...new Set(names)];
}

/** The two as one name, or `undefined` where that is none. */
function fullName(name: string, suffix: string): string | undefined {
  try {
    // The suffix of the root is a dot.
    const bare = suffix.replace(/^\./, "");
    return parseHost(bare === "" ? name : `${name}.${bare}`).name;
  } catch {
    return undefined;
  }
}
