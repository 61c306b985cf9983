import type { Diagnosis } from "../model/diagnosis.ts";
import { asciiJson } from "./ascii_json.ts";

/**
 * Renders a diagnosis as one JSON object. Whatever is not ASCII is escaped:
 * it reads back as the same, and no terminal acts upon it.
 */
export function reportJson(diagnosis: Diagnosis): string {
  const json = JSON.stringify(diagnosis, null, 2);
  return asciiJson(json) + "\n";
}
