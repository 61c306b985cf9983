import type {
  NetworkInterfaceFact,
  RouteFact as RouteOfHost,
} from "../../model/host_facts.ts";
import type { JournalFact, LinkState } from "../../model/journal.ts";

/** How the network of a host stands, as far as a journal tells of it. */
export interface HostState {
  /** The interfaces by name. */
  readonly links: ReadonlyMap<string, LinkOfHost>;
  /** The default routes, as `device gateway`. */
  readonly defaults: ReadonlyMap<string, DefaultRoute>;
}

/** How one interface stands. */
export interface LinkOfHost {
  /** Its link. */
  readonly state: LinkState;
  /** Its addresses that reach beyond the link. */
  readonly addresses: ReadonlySet<string>;
}

/** One default route. */
interface DefaultRoute {
  readonly device: string;
  readonly gateway: string | null;
}

/** What is known of a host before the first look. */
export const UNKNOWN_HOST: HostState = {
  links: new Map(),
  defaults: new Map(),
};

/** Most interfaces that are followed: their tables fit into one reading. */
const MAX_LINKS = 64;

/** What was read of a host. */
export interface HostSeen {
  /** Its interfaces. */
  readonly interfaces: readonly NetworkInterfaceFact[];
  /** Its routes; none where they could not be read. */
  readonly routes: readonly RouteOfHost[];
  /** The interfaces that count; all but loopback with an address if empty. */
  readonly only: readonly string[];
}

/**
 * Takes what counts out of what was read. An interface counts from its first
 * address on that reaches beyond the link, also when it has lost it.
 *
 * @param seen What was read.
 * @param before How the host stood.
 */
export function hostStateOf(seen: HostSeen, before: HostState): HostState {
  const links = new Map<string, LinkOfHost>();
  for (const one of seen.interfaces) {
    if (links.size >= MAX_LINKS) break;
    const addresses = addressesOf(one);
    const counts = seen.only.length > 0
      ? seen.only.includes(one.name)
      : !one.loopback && (addresses.size > 0 || before.links.has(one.name));
    if (counts) links.set(one.name, { state: linkStateOf(one), addresses });
  }
  for (const name of before.links.keys()) {
    if (links.has(name) || links.size >= MAX_LINKS) continue;
    links.set(name, { state: "gone", addresses: new Set() });
  }
  return { links, defaults: defaultsOf(seen.routes, links) };
}

/**
 * Tells what changed, as facts for the journal. From
 * {@linkcode UNKNOWN_HOST} it tells all.
 */
export function changesOf(before: HostState, after: HostState): JournalFact[] {
  const facts: JournalFact[] = [];
  for (const [device, { state, addresses }] of after.links) {
    const old = before.links.get(device);
    if (old?.state !== state) facts.push({ kind: "link", device, state });
    for (const address of old?.addresses ?? []) {
      if (addresses.has(address)) continue;
      facts.push({ kind: "address", device, address, present: false });
    }
    for (const address of addresses) {
      if (old?.addresses.has(address)) continue;
      facts.push({ kind: "address", device, address, present: true });
    }
  }
  return [...facts, ...routeChanges(before, after)];
}

function routeChanges(before: HostState, after: HostState): JournalFact[] {
  const facts: JournalFact[] = [];
  for (const [key, route] of before.defaults) {
    if (after.defaults.has(key)) continue;
    facts.push({ kind: "route", ...route, present: false });
  }
  for (const [key, route] of after.defaults) {
    if (before.defaults.has(key)) continue;
    facts.push({ kind: "route", ...route, present: true });
  }
  return facts;
}

function linkStateOf({ up, carrier }: NetworkInterfaceFact): LinkState {
  if (!up) return "disabled";
  return carrier === false ? "no-carrier" : "up";
}

/** An address that is still being tried is not there yet. */
function addressesOf({ addresses }: NetworkInterfaceFact): Set<string> {
  return new Set(
    addresses
      .filter(({ scope, tentative }) => scope === "global" && !tentative)
      .map(({ address }) => address),
  );
}

function defaultsOf(
  routes: readonly RouteOfHost[],
  links: HostState["links"],
): HostState["defaults"] {
  const defaults = new Map<string, DefaultRoute>();
  for (const { destination, type, device, gateway = null } of routes) {
    if (destination !== "default" || type !== "unicast") continue;
    if (device === undefined || !links.has(device)) continue;
    defaults.set(`${device} ${gateway}`, { device, gateway });
  }
  return defaults;
}
