import type { NetworkInterfaceFact, RouteFact } from "./host_facts.ts";
import { interfaceRole, isPaired } from "./interface_role.ts";

/** Interfaces stand on each other at most so deep: a VLAN in a VLAN on a bond. */
const MAX_DEPTH = 8;

/** Kinds that stand on one other interface, which their `parent` names. */
const STACKED: ReadonlySet<string> = new Set([
  "vlan",
  "macvlan",
  "ipvlan",
  "macsec",
]);

/** The interface of that name. */
export function byName(
  interfaces: readonly NetworkInterfaceFact[],
  name: string,
): NetworkInterfaceFact | undefined {
  return interfaces.find((fact) => fact.name === name);
}

/**
 * What a stacked interface stands on. The kernel passes carrier up the stack,
 * but a bridge at its foot has carrier from its guests too.
 *
 * @param interfaces All interfaces.
 * @param fact The one to look beneath.
 * @returns The foot of the stack; the interface itself where it has none.
 */
export function interfaceBeneath(
  interfaces: readonly NetworkInterfaceFact[],
  fact: NetworkInterfaceFact,
): NetworkInterfaceFact {
  let foot = fact;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    if (!STACKED.has(foot.kind ?? "")) return foot;
    const parent = byName(interfaces, foot.parent ?? "");
    if (parent === undefined) return foot;
    foot = parent;
  }
  return foot;
}

/** The ports of a bridge that lead out of this host, those with carrier first. */
export function uplinkPorts(
  interfaces: readonly NetworkInterfaceFact[],
  bridge: string,
): readonly string[] {
  return interfaces
    .filter((fact) => fact.master === bridge && isReal(fact))
    .toSorted((a, b) => scoreOf(b, []) - scoreOf(a, []))
    .map((fact) => fact.name);
}

/**
 * Whether a tunnel's interface is all that this host has: the tap of a
 * container without root, which no real interface is beneath.
 */
export function standsAlone(
  interfaces: readonly NetworkInterfaceFact[],
  fact: NetworkInterfaceFact,
): boolean {
  return fact.kind === "tun" && !fact.pointToPoint &&
    !interfaces.some(isReal);
}

/**
 * The real interface beneath a tunnel, or beneath a bridge without uplinks.
 * Where its packets go is not known, so it is the one that could carry them
 * best.
 *
 * @param interfaces All interfaces.
 * @param routes All routes, or none where they are not known.
 * @param above The tunnel or bridge.
 * @returns One name, or none where nothing is known to be beneath: PPP may run
 * over a serial line.
 */
export function underlayOf(
  interfaces: readonly NetworkInterfaceFact[],
  routes: readonly RouteFact[],
  above: NetworkInterfaceFact,
): readonly string[] {
  const routed = new Set(
    routes
      .filter((route) => route.type === "unicast" && route.gateway)
      .map((route) => route.device),
  );
  const best = mostLikely(interfaces, (fact) => {
    const usable = fact.up && fact.carrier !== false;
    return (routed.has(fact.name) ? 1 : 0) + (usable ? 16 : 0);
  });
  if (best === undefined) return [];
  const usable = best.up && best.carrier !== false;
  const dialled = interfaces.some((fact) =>
    fact.kind === "ppp" && fact.up &&
    (fact.name === above.name || fact.addresses.length > 0)
  );
  return !usable && dialled ? [] : [best.name];
}

/**
 * The interface that most likely was meant to carry traffic that has no route.
 *
 * @param interfaces All interfaces.
 * @returns The interface; `undefined` where none could carry anything.
 */
export function bestInterface(
  interfaces: readonly NetworkInterfaceFact[],
): NetworkInterfaceFact | undefined {
  return mostLikely(interfaces) ??
    interfaces.find((fact) => standsAlone(interfaces, fact));
}

/** Hardware before the ends of pairs, then by score, then in their order. */
function mostLikely(
  interfaces: readonly NetworkInterfaceFact[],
  bonus: (fact: NetworkInterfaceFact) => number = () => 0,
): NetworkInterfaceFact | undefined {
  const real = interfaces.filter(isReal);
  const hardware = real.filter((fact) => !isPaired(fact));
  return (hardware.length > 0 ? hardware : real)
    .map((fact) => ({ fact, score: scoreOf(fact, interfaces) + bonus(fact) }))
    .toSorted((a, b) => b.score - a.score)[0]?.fact;
}

function isReal(fact: NetworkInterfaceFact): boolean {
  return interfaceRole(fact) === "real";
}

/**
 * An address was given on purpose, so it says more than a carrier; a disabled
 * interface keeps its IPv4 address on Linux. A port's addresses are those of
 * its bridge, and ports come after others that are no better.
 */
function scoreOf(
  fact: NetworkInterfaceFact,
  interfaces: readonly NetworkInterfaceFact[],
): number {
  const master = byName(interfaces, fact.master ?? "");
  const addressed = [fact, ...(master === undefined ? [] : [master])]
    .flatMap((owner) => owner.addresses)
    .some((address) => address.scope === "global");
  return (addressed ? 8 : 0) +
    (fact.carrier === true ? 4 : 0) +
    (fact.up ? 2 : 0) +
    (fact.up && fact.carrier === undefined ? 1 : 0) -
    (fact.master === undefined ? 0 : 0.5);
}
