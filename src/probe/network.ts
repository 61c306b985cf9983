import { addressFamily } from "../model/host.ts";
import type {
  InterfaceAddressFact,
  NetworkInterfaceFact,
  RouteFact,
} from "../model/host_facts.ts";
import type {
  Observation,
  ObservationDetail,
  Outcome,
} from "../model/observation.ts";
import { scopeOf } from "../wire/address_text.ts";
import { type Egress, type EgressInput, lookAtEgress } from "./egress.ts";
import { lostReading } from "./host_reading.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import type { Look } from "./record.ts";
import { sameAddress } from "../wire/same_address.ts";

/**
 * Looks whether this host has a usable address of the destination's family, and
 * whether a route leads to the destination.
 *
 * Without a destination it asks for any family, and for a default route.
 *
 * @param input Towards what.
 * @param context The world, the signal and the time-out.
 * @returns The address, if there is an interface for one, and the route.
 */
export function probeNetwork(
  input: EgressInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { destination } = input;
  return lookAtEgress("network", input, context, (egress, look) => {
    const { lostRoute } = egress;
    return [
      ...seeAddress(egress, destination, look),
      ...lostRoute === undefined
        ? seeRoute(egress, destination, look)
        : [lostReading(lostRoute, "network", context.io)],
    ];
  });
}

function seeAddress(
  egress: Egress,
  destination: string | undefined,
  look: Look,
): readonly Observation[] {
  const { interfaces, choice } = egress;
  const device = interfaces.find(({ name }) => name === choice.device);
  if (device === undefined) return [];
  const family = familyOfDestination(destination);
  const usable = usableAddresses(egress, device).filter((address) =>
    family === undefined || address.family === family
  );
  const outcome = device.loopback && usable.length > 0
    ? "addressed"
    : addressOutcome(usable, destination);
  const observation = look.end(outcome, {
    interface: device.name,
    addresses: usable.map(({ address }) => address),
    ...(family !== undefined && { family }),
    ...(device.loopback && { loopback: true }),
  });
  return [{ ...observation, subject: device.name }];
}

/**
 * The addresses of the egress interface, and the source that the route names,
 * which may belong to another one. An address that is still looked for on the
 * link, or that another host holds, cannot be used.
 */
function usableAddresses(
  { interfaces, lookup }: Egress,
  device: NetworkInterfaceFact,
): readonly InterfaceAddressFact[] {
  const source = lookup?.kind === "route"
    ? lookup.route.preferredSource
    : undefined;
  const borrowed = source === undefined ? [] : interfaces
    .filter((fact) => fact !== device)
    .flatMap(({ addresses }) => addresses)
    .filter(({ address }) => sameAddress(address, source));
  return [...device.addresses, ...borrowed].filter(
    ({ tentative, duplicate }) => !tentative && !duplicate,
  );
}

function addressOutcome(
  usable: readonly InterfaceAddressFact[],
  destination: string | undefined,
): Outcome {
  const isNear = destination !== undefined && scopeOf(destination) !== "global";
  const enough = usable.some(({ scope }) => scope === "global" || isNear);
  if (enough) return "addressed";
  return usable.some(({ scope }) => scope === "link")
    ? "link-local-only"
    : "no-address";
}

function seeRoute(
  egress: Egress,
  destination: string | undefined,
  look: Look,
): readonly Observation[] {
  const { lookup } = egress;
  const family = familyOfDestination(destination);
  const asked: ObservationDetail = {
    ...(destination !== undefined && { address: destination }),
    ...(family !== undefined && { family }),
  };
  if (lookup === undefined || lookup.kind === "unreadable") return [];
  if (lookup.kind === "route") {
    return [look.end("routed", { ...asked, ...wayOf(lookup.route, egress) })];
  }
  const { reason } = lookup;
  return reason === "no-route"
    ? [look.end("no-route", asked)]
    : [look.end("policy-route", { ...asked, routeType: reason })];
}

function wayOf(route: RouteFact, egress: Egress): ObservationDetail {
  const { gateway, device, preferredSource, type } = route;
  const fact = egress.interfaces.find(({ name }) => name === device);
  const isLocal = type === "local" || fact?.loopback === true;
  return {
    routeType: type,
    ...(device !== undefined && { interface: device }),
    ...(gateway !== undefined && { gateway }),
    ...(isOnLink(route, fact, egress) && { onLink: true }),
    ...(gateway !== undefined && { onLink: false }),
    ...(preferredSource !== undefined && { addresses: [preferredSource] }),
    ...(isLocal && { loopback: true }),
  };
}

/** A tunnel has no neighbours: what lies behind it is not on this link. */
function isOnLink(
  { gateway }: RouteFact,
  fact: NetworkInterfaceFact | undefined,
  { choice }: Egress,
): boolean {
  return gateway === undefined && fact?.pointToPoint !== true &&
    choice.reason !== "tunnel";
}

function familyOfDestination(
  destination: string | undefined,
): 4 | 6 | undefined {
  if (destination === undefined) return undefined;
  return addressFamily(destination) === 6 ? 6 : 4;
}
