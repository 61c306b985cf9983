import type { WatchTransition } from "../model/watch_transition.ts";

/**
 * Renders a move as one line of JSON. Whatever is not ASCII is escaped: it
 * reads back as the same, and no terminal acts upon it.
 */
export function transitionNdjson(transition: WatchTransition): string {
  const json = JSON.stringify(transition);
  return json.replace(/[^ -~]/g, escapeUnit) + "\n";
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
