import { formatDuration } from "../../src/model/duration.ts";
import { table } from "../bench/markdown.ts";
import { words } from "./accuracy_tables.ts";
import type { Result } from "./results.ts";

/** What the markers of this part of the page are called. */
export const WATCHED = "watched";

const OPEN = `<!-- ${WATCHED}:begin -->`;
const CLOSE = `<!-- ${WATCHED}:end -->`;

/** What a page says where nobody has watched for long yet. */
const NOTHING = "Not measured yet.";

/**
 * What was said of sessions that were watched for long.
 *
 * @param results What each scenario gave.
 * @param how The command, where, and for how long in milliseconds.
 * @returns Markdown.
 */
export function watchedPart(
  results: readonly Result[],
  { command, surroundings, quietMs }: {
    readonly command: string;
    readonly surroundings: string;
    readonly quietMs: number;
  },
): string {
  const rows = results.map(({ scenario, grades, said }) => [
    scenario,
    formatDuration(quietMs),
    `${grades.wrong}`,
    said.map(words).join("; "),
  ]);
  return `Measured by \`${command}\`, on ${surroundings}: sessions that ` +
    "nothing may end.\n\n" +
    table(["session", "watched for", "wrong words or outages", "said"], rows);
}

/**
 * What a page says of that already, since other runs leave it alone.
 *
 * @param page The page, or nothing.
 * @returns Markdown.
 */
export function watchedIn(page: string): string {
  const [, part = ""] = page.split(OPEN);
  const [known = ""] = part.split(CLOSE);
  return known.trim() || NOTHING;
}

/**
 * The part with its markers.
 *
 * @param part Markdown.
 */
export function watchedSection(part: string): string {
  return [OPEN, part, CLOSE].join("\n\n");
}
