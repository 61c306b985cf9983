import type {
  NetworkInterfaceFact,
  RouteFact,
  RouteLookup,
} from "./host_facts.ts";
import { interfaceRole } from "./interface_role.ts";
import {
  bestInterface,
  byName,
  interfaceBeneath,
  standsAlone,
  underlayOf,
  uplinkPorts,
} from "./underlay.ts";

/**
 * Why an interface is the egress:
 *
 * - `loopback`: the destination is this host;
 * - `route`: the route's own interface is real;
 * - `bridge`: the route leads out through a bridge;
 * - `bridge-on-link`: the destination is on the link of a bridge with uplinks,
 *   so it may be a guest of this host just as well as a host beyond the uplink;
 * - `guest-network`: the destination is on the link of a bridge without any
 *   uplink: a guest of this host;
 * - `tunnel`: the route leads into a tunnel;
 * - `default-route`: the way to this destination is refused or unknown, the
 *   default route's interface stands for it;
 * - `no-route`: there is no way; the best real interface stands for it, so that
 *   the reason can be seen there;
 * - `unknown-route`: the way is not known, the best real interface stands for it;
 * - `no-interface`: there is none that could carry anything.
 */
export type EgressReason =
  | "loopback"
  | "route"
  | "bridge"
  | "bridge-on-link"
  | "guest-network"
  | "tunnel"
  | "default-route"
  | "no-route"
  | "unknown-route"
  | "no-interface";

/** Which interface carries the traffic towards a destination. */
export interface EgressChoice {
  /** The interface that has the address and the route. */
  readonly device: string | undefined;
  /**
   * The real interfaces whose carrier decides in the device's place, best
   * first. Empty where the device speaks for itself, and where nothing is known
   * to be beneath it. A bridge has carrier while any of these has.
   */
  readonly underlay: readonly string[];
  /** Why. */
  readonly reason: EgressReason;
}

/**
 * Chooses the interface that carries the traffic towards a destination. Bridges
 * and tunnels never stand in for the real interface beneath them: a machine
 * with a virtual machine's network up and its cable out is offline.
 *
 * @param interfaces All interfaces of this host.
 * @param routes All routes, or none where they are not known.
 * @param lookup The system's own answer; `undefined` where it was not asked.
 * @returns The choice, with its reason.
 */
export function chooseEgress(
  interfaces: readonly NetworkInterfaceFact[],
  routes: readonly RouteFact[],
  lookup: RouteLookup | undefined,
): EgressChoice {
  if (lookup?.kind === "route" && lookup.route.device !== undefined) {
    return alongRoute(interfaces, routes, lookup.route);
  }
  const noRoute = lookup?.kind === "none" && lookup.reason === "no-route";
  const standIn = noRoute ? undefined : defaultRoute(routes);
  if (standIn !== undefined) {
    const choice = alongRoute(interfaces, routes, standIn);
    return choice.reason === "route"
      ? { ...choice, reason: "default-route" }
      : choice;
  }
  const known = lookup !== undefined && lookup.kind !== "unreadable";
  const reason = known ? "no-route" : "unknown-route";
  return withoutRoute(interfaces, reason);
}

function alongRoute(
  interfaces: readonly NetworkInterfaceFact[],
  routes: readonly RouteFact[],
  route: RouteFact,
): EgressChoice {
  const device = route.device ?? "";
  const fact = byName(interfaces, device);
  if (route.type === "local" || fact?.loopback === true) {
    return { device, underlay: [], reason: "loopback" };
  }
  const base = fact === undefined
    ? undefined
    : interfaceBeneath(interfaces, fact);
  const role = base === undefined ? "real" : interfaceRole(base);
  if (base !== undefined && role === "bridge") {
    return throughBridge(interfaces, routes, route, base);
  }
  if (base === undefined || role !== "tunnel") {
    return { device, underlay: [], reason: "route" };
  }
  if (standsAlone(interfaces, base)) {
    return { device, underlay: [], reason: "route" };
  }
  const underlay = underlayOf(interfaces, routes, base);
  return { device, underlay, reason: "tunnel" };
}

function throughBridge(
  interfaces: readonly NetworkInterfaceFact[],
  routes: readonly RouteFact[],
  route: RouteFact,
  bridge: NetworkInterfaceFact,
): EgressChoice {
  const device = route.device ?? bridge.name;
  const ports = uplinkPorts(interfaces, bridge.name);
  const onLink = route.gateway === undefined;
  if (onLink && ports.length === 0 && !hasTunnel(interfaces, bridge.name)) {
    return { device, underlay: [], reason: "guest-network" };
  }
  const underlay = ports.length === 0
    ? underlayOf(interfaces, routes, bridge)
    : ports;
  return { device, underlay, reason: onLink ? "bridge-on-link" : "bridge" };
}

/** Whether a bridge reaches out of this host by a tunnel, as overlays do. */
function hasTunnel(
  interfaces: readonly NetworkInterfaceFact[],
  bridge: string,
): boolean {
  return interfaces.some((fact) =>
    fact.master === bridge && interfaceRole(fact) === "tunnel"
  );
}

function withoutRoute(
  interfaces: readonly NetworkInterfaceFact[],
  reason: EgressReason,
): EgressChoice {
  const best = bestInterface(interfaces);
  if (best === undefined) {
    return { device: undefined, underlay: [], reason: "no-interface" };
  }
  const master = byName(interfaces, best.master ?? "");
  if (master === undefined || interfaceRole(master) !== "bridge") {
    return { device: best.name, underlay: [], reason };
  }
  const underlay = uplinkPorts(interfaces, master.name);
  return { device: master.name, underlay, reason };
}

/** The default route that the system would prefer, a usable one first. */
function defaultRoute(routes: readonly RouteFact[]): RouteFact | undefined {
  return routes
    .filter((route) =>
      route.type === "unicast" && route.destination === "default" &&
      route.device !== undefined
    )
    .toSorted((a, b) =>
      Number(a.linkDown || a.dead) - Number(b.linkDown || b.dead) ||
      (a.metric ?? 0) - (b.metric ?? 0)
    )[0];
}
