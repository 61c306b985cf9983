import type { WatchTransition } from "../model/watch_transition.ts";
import { asciiJson } from "./ascii_json.ts";

/**
 * Renders a move as one line of JSON. Whatever is not ASCII is escaped: it
 * reads back as the same, and no terminal acts upon it.
 */
export function transitionNdjson(transition: WatchTransition): string {
  const json = JSON.stringify(transition);
  return asciiJson(json) + "\n";
}
