import { addressFamily } from "../model/host.ts";
import { scopeOf } from "../wire/address_text.ts";
import type { HostReader } from "./host_reader.ts";
import { pingHost } from "./ping.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";

/** Which next hop to ask. */
export interface GatewayInput {
  /** Its address, as a route has it; a zone is added where it needs one. */
  readonly gateway: string;
  /** The interface towards it. */
  readonly interface?: string | undefined;
  /** The reader of this host's tables. */
  readonly host: HostReader;
}

/**
 * Asks whether the next hop is alive: by at most two pings, whose first packet
 * also makes this host look for its neighbour, and by the neighbour table
 * where it answers none.
 *
 * @param input Which next hop.
 * @param context The world, the signal and the time-out.
 * @returns What the ping saw, then what the neighbour table proves.
 */
export async function probeGateway(
  input: GatewayInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { host } = input;
  return await pingHost("gateway", {
    segment: "gateway",
    role: "next-hop",
    address: await zoned(input, context),
    onLink: true,
    interface: input.interface,
    host,
  }, context);
}

/**
 * Most IPv6 next hops have link-local addresses (RFC 4861), which mean nothing
 * without an interface. Windows wants its number in place of its name.
 */
async function zoned(
  input: GatewayInput,
  { io }: ProbeContext,
): Promise<string> {
  const { gateway, interface: device, host } = input;
  const bare = addressFamily(gateway) === 6 && !gateway.includes("%");
  if (!bare || device === undefined || scopeOf(gateway) !== "link") {
    return gateway;
  }
  const zone = io.platform === "windows" ? await indexOf(device, host) : device;
  const address = `${gateway}%${zone}`;
  // A name that cannot be a zone would not be an address any more.
  return addressFamily(address) === 6 ? address : gateway;
}

async function indexOf(
  device: string,
  host: HostReader,
): Promise<number | string> {
  const reading = await host.interfaces();
  if (!reading.ok) return "";
  return reading.value.find(({ name }) => name === device)?.index ?? "";
}
