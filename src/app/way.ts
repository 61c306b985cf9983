import { addressFamily, isLoopbackAddress } from "../model/host.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import type { Observation } from "../model/observation.ts";
import type { HostReader } from "../probe/host_reader.ts";

/** What this host's routes say of the way to an address. */
export interface Way {
  /** The address. */
  readonly address: string;
  /** Whether the address is this host itself. */
  readonly loopback: boolean;
  /** Whether no gateway lies between; absent where it is not known. */
  readonly onLink?: boolean;
  /** The next hop, where one lies between. */
  readonly gateway?: string;
  /** The interface towards it. */
  readonly interface?: string;
}

/** The way to an address that is this host itself, whatever its routes say. */
export function ownWay(address: string): Way | undefined {
  return isLoopbackAddress(address) ? { address, loopback: true } : undefined;
}

/** The first name server that is not on this machine: the first hop out. */
export function firstOutside(
  servers: readonly NameServerAddress[],
): string | undefined {
  return servers.find(({ address }) => !isLoopbackAddress(address))?.address;
}

/** Asks this host's routes for the way to an address. */
export async function wayTo(address: string, host: HostReader): Promise<Way> {
  const own = ownWay(address);
  if (own !== undefined) return own;
  const asked = Promise.all([host.interfaces(), host.routeTo(address)]);
  // Read before the first packet, so that an entry which comes up later proves
  // that the neighbour lives. The reader keeps it.
  host.neighbours(addressFamily(address) === 6 ? 6 : 4, -Infinity);
  const [interfaces, reading] = await asked;
  if (!reading.ok || reading.value.kind !== "route") {
    return { address, loopback: false };
  }
  const { type, gateway, device } = reading.value.route;
  const tunnel = interfaces.ok &&
    interfaces.value.some(({ name, ...fact }) =>
      name === device && fact.pointToPoint
    );
  return {
    address,
    loopback: type === "local",
    // What lies at the other end of a tunnel is not known.
    ...(!tunnel && { onLink: gateway === undefined }),
    ...(gateway !== undefined && { gateway }),
    ...(device !== undefined && { interface: device }),
  };
}

/** Adds to an observation of a host which way leads there. */
export function annotate(observation: Observation, way: Way): Observation {
  if (observation.segment === "self") return observation;
  const { loopback, onLink, gateway } = way;
  return {
    ...observation,
    detail: {
      ...(loopback && { loopback }),
      ...(onLink !== undefined && !loopback && { onLink }),
      ...(gateway !== undefined && !loopback && { gateway }),
      ...observation.detail,
    },
  };
}
