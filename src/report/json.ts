import type { Diagnosis } from "../model/diagnosis.ts";

/** Renders a diagnosis as one JSON object. */
export function reportJson(diagnosis: Diagnosis): string {
  return JSON.stringify(diagnosis, null, 2) + "\n";
}
