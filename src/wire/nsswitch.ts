import { boundedLines } from "./bounded_lines.ts";

/** What glibc takes where the file says nothing of hosts, in its order. */
const DEFAULT_SOURCES: readonly string[] = ["files", "dns"];

/**
 * Reads which sources the system asks for the addresses of a host:
 * nsswitch.conf(5).
 *
 * @param text The file.
 * @returns The sources in the order asked, for example `files`, `dns`,
 * `mdns4_minimal`; what to do with their answers is left out.
 */
export function parseHostSources(text: string): readonly string[] {
  for (const line of boundedLines(text)) {
    const sources = /^\s*hosts\s*:([^#]*)/.exec(line)?.[1];
    if (sources === undefined) continue;
    return sources.replace(/\[[^\]]*\]/g, " ").split(/\s+/).filter((source) =>
      source !== ""
    );
  }
  return DEFAULT_SOURCES;
}
