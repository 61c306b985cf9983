import type { CheckReport } from "../model/check_report.ts";
import { asciiJson } from "./ascii_json.ts";

/**
 * Renders a check as one JSON object, as it is. Whatever is not ASCII is
 * escaped: it reads back as the same, and no terminal acts upon it.
 */
export function checkJson(report: CheckReport): string {
  return asciiJson(JSON.stringify(report, null, 2)) + "\n";
}
