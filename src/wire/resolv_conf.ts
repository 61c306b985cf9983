import { MAX_NAME_SERVERS } from "../model/limits.ts";
import { familyOf } from "./address_text.ts";
import { boundedLines } from "./bounded_lines.ts";

/** What resolv.conf(5) says. */
export interface ResolvConf {
  /**
   * The name servers in the order asked. None means the one on this host, as
   * resolv.conf(5) has it.
   */
  readonly nameServers: readonly string[];
  /** Suffixes that are tried on a name with few dots. */
  readonly search: readonly string[];
  /** A name with at least so many dots is tried as it is first. */
  readonly ndots: number;
}

/** MAXDNSRCH of resolv.h: resolvers before glibc 2.26 read no more. */
const MAX_SEARCH = 6;

/** Default and cap of `ndots` in resolv.conf(5). */
const NDOTS = { standard: 1, max: 15 } as const;

/**
 * Reads `/etc/resolv.conf`, as glibc does: the first three name servers, the
 * last `search` or `domain`, and the option that says which names are tried
 * with them.
 *
 * @param text The file.
 * @returns What it says; defaults where it says nothing.
 */
export function parseResolvConf(text: string): ResolvConf {
  const nameServers: string[] = [];
  let search: readonly string[] = [];
  const options: string[] = [];
  for (const line of boundedLines(text)) {
    // The keyword must begin the line; so do the marks of a comment.
    const [keyword = "", ...values] = line.split(/[ \t]+/);
    if (keyword === "nameserver") nameServers.push(...values.slice(0, 1));
    if (keyword === "domain") search = values.slice(0, 1);
    if (keyword === "search") search = values;
    if (keyword === "options") options.push(...values);
  }
  return {
    nameServers: nameServers
      .filter((address) => familyOf(address) !== undefined)
      .slice(0, MAX_NAME_SERVERS),
    search: search.filter((suffix) => suffix !== "").slice(0, MAX_SEARCH),
    ndots: ndotsOf(options),
  };
}

/** The last setting wins; one beyond the cap is the cap. */
function ndotsOf(options: readonly string[]): number {
  let value: number = NDOTS.standard;
  for (const option of options) {
    const digits = /^ndots:(\d{1,9})$/.exec(option)?.[1];
    if (digits !== undefined) value = Math.min(Number(digits), NDOTS.max);
  }
  return value;
}
