import type {
  NetworkInterfaceFact,
  RouteFact,
  RouteLookup,
} from "../../src/model/host_facts.ts";

/** The loopback interface. */
export const LO: NetworkInterfaceFact = {
  name: "lo",
  up: true,
  carrier: true,
  loopback: true,
  pointToPoint: false,
  addresses: [],
};

/** An interface that is up, has carrier and an address, unless told other. */
export function nic(
  name: string,
  more: Partial<NetworkInterfaceFact> & { readonly bare?: boolean } = {},
): NetworkInterfaceFact {
  const { bare, ...facts } = more;
  const address = {
    family: 4,
    address: "192.0.2.5",
    prefixLength: 24,
    scope: "global",
    tentative: false,
    duplicate: false,
    deprecated: false,
  } as const;
  return {
    ...LO,
    loopback: false,
    addresses: bare ? [] : [address],
    name,
    ...facts,
  };
}

/** Whose cable is out. */
export const OUT = { carrier: false } as const;
/** Which its administrator disabled. */
export const DOWN = { up: false, carrier: undefined } as const;

/** A default route by a gateway, unless told other. */
export function route(
  device: string,
  more: Partial<RouteFact> = {},
): RouteFact {
  return {
    type: "unicast",
    destination: "default",
    family: 4,
    gateway: "192.0.2.1",
    device,
    linkDown: false,
    dead: false,
    ...more,
  };
}

/** The answer that a gateway leads there. */
export function via(device: string): RouteLookup {
  return { kind: "route", route: route(device) };
}

/** The answer that the destination is on the link. */
export function onLink(device: string): RouteLookup {
  return { kind: "route", route: route(device, { gateway: undefined }) };
}
