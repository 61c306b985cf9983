import type { NetworkInterfaceFact, RouteFact } from "../model/host_facts.ts";
import type { NetworkChange } from "../wire/ip_monitor.ts";

/** What this host said of its own network at one time. */
export interface NetworkSnapshot {
  /** All interfaces with their addresses. */
  readonly interfaces: readonly NetworkInterfaceFact[];
  /** All routes; empty where the system does not list them. */
  readonly routes: readonly RouteFact[];
}

/**
 * What changed between two looks at this host's network, in the terms in which
 * the kernel tells it: what went away first.
 *
 * @param before The earlier look.
 * @param after The later look.
 * @returns The changes; none where nothing did.
 */
export function changesBetween(
  before: NetworkSnapshot,
  after: NetworkSnapshot,
): readonly NetworkChange[] {
  const [old, current] = [partsOf(before), partsOf(after)];
  return [
    ...missing(old, current, "lost"),
    ...missing(current, old, "regained"),
  ];
}

/** A link that works, an address or a route, without what became of it. */
type Part = Omit<NetworkChange, "kind">;

function missing(
  these: ReadonlyMap<string, Part>,
  those: ReadonlyMap<string, Part>,
  kind: NetworkChange["kind"],
): readonly NetworkChange[] {
  return [...these].filter(([key]) => !those.has(key))
    .map(([, part]) => ({ kind, ...part }));
}

function partsOf(
  { interfaces, routes }: NetworkSnapshot,
): ReadonlyMap<string, Part> {
  const parts = [
    ...interfaces.flatMap(partsOfInterface),
    ...routes.flatMap(partsOfRoute),
  ];
  return new Map(parts);
}

type Entry = readonly [key: string, part: Part];

/** As in `ip monitor`, a link is there when it is enabled and has carrier. */
export function isThere({ up, carrier }: NetworkInterfaceFact): boolean {
  return up && carrier !== false;
}

function partsOfInterface(link: NetworkInterfaceFact): readonly Entry[] {
  const { name, addresses } = link;
  const held = addresses.filter((it) => !it.tentative && !it.duplicate);
  return [
    ...isThere(link) ? [entry({ what: "link", device: name })] : [],
    ...held.map(({ address }) =>
      entry({ what: "address", device: name, address })
    ),
  ];
}

function partsOfRoute(
  { type, device, destination, gateway = "" }: RouteFact,
): readonly Entry[] {
  if (type !== "unicast" || device === undefined) return [];
  const isDefault = destination === "default";
  return [entry({ what: "route", device, isDefault }, destination, gateway)];
}

function entry(part: Part, ...more: readonly string[]): Entry {
  return [
    [part.what, part.device, part.address ?? "", ...more].join(" "),
    part,
  ];
}
