import type { WaitResult } from "../model/wait_result.ts";
import { asciiJson } from "./ascii_json.ts";

/** Renders how a wait ended as one JSON object, all of it ASCII. */
export function waitJson(result: WaitResult): string {
  return asciiJson(JSON.stringify(result, null, 2)) + "\n";
}
