import type { Diagnosis } from "../model/diagnosis.ts";

/**
 * Renders a diagnosis as one JSON object. Whatever is not ASCII is escaped:
 * it reads back as the same, and no terminal acts upon it.
 */
export function reportJson(diagnosis: Diagnosis): string {
  const json = JSON.stringify(diagnosis, null, 2);
  return json.replace(/[^\n -~]/g, escapeUnit) + "\n";
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
