import { addressFamily } from "../model/host.ts";
import { MAX_ADDRESSES_PER_FAMILY } from "../model/limits.ts";
import type { Observation } from "../model/observation.ts";

/** The first addresses of each family that a name resolved to, IPv4 first. */
export function resolvedAddresses(
  observations: readonly Observation[],
): readonly string[] {
  const all = observations
    .filter(({ outcome }) => outcome === "resolved")
    .flatMap(({ detail }) => detail.addresses ?? []);
  return ([4, 6] as const).flatMap((family) =>
    [...new Set(all)].filter((address) => addressFamily(address) === family)
      .slice(0, MAX_ADDRESSES_PER_FAMILY)
  );
}
