import type { Discovered } from "../model/discovered.ts";

/** Renders a server that was found as one line of JSON. */
export function discoveredNdjson(found: Discovered): string {
  return JSON.stringify(found) + "\n";
}
