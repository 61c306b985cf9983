import { isLoopbackAddress } from "../model/host.ts";
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

/** Asks this host's routes for the way to an address. */
export async function wayTo(address: string, host: HostReader): Promise<Way> {
  if (isLoopbackAddress(address)) return { address, loopback: true };
  const reading = await host.routeTo(address);
  if (!reading.ok || reading.value.kind !== "route") {
    return { address, loopback: false };
  }
  const { type, gateway, device } = reading.value.route;
  return {
    address,
    loopback: type === "local",
    onLink: gateway === undefined,
    ...(gateway !== undefined && { gateway }),
    ...(device !== undefined && { interface: device }),
  };
}

/** Adds to an observation of a host which way leads there. */
export function annotate(observation: Observation, way: Way): Observation {
  if (observation.segment === "self") return observation;
  const { loopback, onLink } = way;
  return {
    ...observation,
    detail: {
      ...(loopback && { loopback }),
      ...(onLink !== undefined && !loopback && { onLink }),
      ...observation.detail,
    },
  };
}
