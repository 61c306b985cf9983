import type { NeighbourFact, NeighbourState } from "../model/host_facts.ts";
import { familyOf, withoutZone } from "./address_text.ts";
import {
  type JsonObject,
  readJsonList,
  textAt,
  textsAt,
} from "./bounded_json.ts";
import type { Reading } from "./reading.ts";

/** The states of ip-neighbour(8). */
const STATES: ReadonlySet<string> = new Set<NeighbourState>([
  "reachable",
  "stale",
  "delay",
  "probe",
  "incomplete",
  "failed",
  "permanent",
  "noarp",
]);

/**
 * Reads what `ip -j neigh` of iproute2 prints, IPv4 and IPv6 together.
 *
 * @param text Its standard output.
 * @returns The entries of the neighbour table.
 */
export function parseIpNeighJson(
  text: string,
): Reading<readonly NeighbourFact[]> {
  return readJsonList(text, readNeighbour);
}

function readNeighbour(entry: JsonObject): NeighbourFact | undefined {
  const address = textAt(entry, "dst");
  const device = textAt(entry, "dev");
  if (address === undefined || device === undefined) return undefined;
  if (familyOf(address) === undefined) return undefined;
  return {
    address: withoutZone(address),
    device,
    linkAddress: textAt(entry, "lladdr"),
    states: textsAt(entry, "state").map(neighbourState),
  };
}

/** One of the known states, by the word that a system has for it. */
export function neighbourState(word: string): NeighbourState {
  const lower = word.toLowerCase();
  return STATES.has(lower) ? lower as NeighbourState : "unknown";
}
