import type { NeighbourFact } from "../model/host_facts.ts";
import { parseIpNeighJson } from "./ip_neigh_json.ts";
import { countAt, readJsonList, textAt } from "./bounded_json.ts";
import { readAs, type Reading } from "./reading.ts";

/** An entry of the neighbour table, and when it was last proven. */
export interface NeighbourSight extends NeighbourFact {
  /**
   * Whole seconds since the neighbour last proved that it lives, by an answer
   * or by what came over it; absent where the system does not say.
   */
  readonly confirmedSecondsAgo?: number | undefined;
}

/**
 * Reads what `ip -s -j neigh` of iproute2 prints.
 *
 * The state alone proves no life: an entry stays REACHABLE for half a minute
 * after its host has gone. The age of its last confirmation does. An entry
 * that was never confirmed claims an age of a minute and more (measured).
 *
 * @param text Its standard output.
 * @returns The entries, each with the age where it says one.
 */
export function parseIpNeighAges(
  text: string,
): Reading<readonly NeighbourSight[]> {
  const facts = parseIpNeighJson(text);
  if (!facts.ok) return facts;
  const ages = readJsonList(text, (entry) => {
    const confirmed = countAt(entry, "confirmed");
    const key = keyOf(textAt(entry, "dst"), textAt(entry, "dev"));
    return confirmed === undefined ? undefined : [{ key, confirmed }];
  });
  if (!ages.ok) return ages;
  const ageByKey = new Map(
    ages.value.map(({ key, confirmed }) => [key, confirmed]),
  );
  return readAs(
    facts.value.map((fact) => ({
      ...fact,
      confirmedSecondsAgo: ageByKey.get(keyOf(fact.address, fact.device)),
    })),
    facts.skipped,
  );
}

function keyOf(address: string | undefined, device: string | undefined) {
  return `${address} ${device}`;
}
