import type {
  NameServerFact,
  NeighbourFact,
  NeighbourState,
  NetworkInterfaceFact,
} from "../model/host_facts.ts";
import { familyOf, withoutZone } from "./address_text.ts";
import {
  boundedJson,
  isObject,
  type JsonObject,
  readList,
  textAt,
  textsAt,
} from "./bounded_json.ts";
import { neighbourState } from "./ip_neigh_json.ts";
import { powershellList } from "./powershell_list.ts";
import { readWindowsInterfaces } from "./powershell_interfaces.ts";
import { readAs, type Reading, unreadable } from "./reading.ts";

/** What Windows knows about its network; a part is absent if it is missing. */
export interface WindowsHost {
  /** The interfaces, loopback included. */
  readonly interfaces?: readonly NetworkInterfaceFact[] | undefined;
  /** The neighbours of both families. */
  readonly neighbours?: readonly NeighbourFact[] | undefined;
  /** The name servers by interface, each once. */
  readonly nameServers?: readonly NameServerFact[] | undefined;
}

/** The numbers of MSFT_NetNeighbor; `Unreachable` is what ip(8) calls failed. */
const NEIGHBOUR_STATES: readonly NeighbourState[] = [
  "failed",
  "incomplete",
  "probe",
  "delay",
  "stale",
  "reachable",
  "permanent",
];

/**
 * Addresses that Windows lists for an interface without an IPv6 name server:
 * draft-ietf-ipv6-dns-discovery, never to be used.
 */
const PLACEHOLDER = /^fec0:0:0:ffff::[123](?:%|$)/i;

/**
 * Reads what `WINDOWS_HOST_SCRIPT` prints.
 *
 * @param text Its standard output.
 * @returns What each part says.
 */
export function parseWindowsHost(text: string): Reading<WindowsHost> {
  // Windows PowerShell puts a byte order mark in front of UTF-8.
  const json = boundedJson(text.replace(/^\uFEFF/, ""));
  if (!json.ok) return json;
  if (!isObject(json.value)) {
    return unreadable("Cannot read as facts of Windows: it is not an object");
  }
  const host = json.value;
  const skipped = { count: 0 };
  function partOf<T>(
    name: string,
    readEntry: (entry: JsonObject) => T | readonly T[] | undefined,
  ): readonly T[] | undefined {
    if (host[name] === undefined || host[name] === null) return undefined;
    const list = readList(powershellList(host[name]), readEntry);
    if (!list.ok) return undefined;
    skipped.count += list.skipped;
    return list.value;
  }
  const value = {
    interfaces: readWindowsInterfaces(host["adapters"], host["addresses"]),
    neighbours: partOf("neighbours", readNeighbour),
    nameServers: onceEach(partOf("nameServers", readNameServers)),
  };
  return readAs(value, skipped.count);
}

function readNeighbour(entry: JsonObject): NeighbourFact | undefined {
  const address = textAt(entry, "IPAddress");
  const device = textAt(entry, "InterfaceAlias");
  if (address === undefined || device === undefined) return undefined;
  if (familyOf(address) === undefined) return undefined;
  return {
    address: withoutZone(address),
    device,
    linkAddress: linkAddressOf(textAt(entry, "LinkLayerAddress")),
    states: [stateOf(entry["State"])],
  };
}

/** `00-15-5D-01-02-03`; all zeros while nothing is known. */
function linkAddressOf(text: string | undefined): string | undefined {
  if (text === undefined || !/^[0-9a-f]{2}(?:-[0-9a-f]{2}){5}$/i.test(text)) {
    return undefined;
  }
  const address = text.toLowerCase().replaceAll("-", ":");
  return address === "00:00:00:00:00:00" ? undefined : address;
}

function stateOf(value: unknown): NeighbourState {
  if (typeof value === "number") return NEIGHBOUR_STATES[value] ?? "unknown";
  if (typeof value !== "string") return "unknown";
  return value === "Unreachable" ? "failed" : neighbourState(value);
}

function readNameServers(entry: JsonObject): readonly NameServerFact[] {
  const device = textAt(entry, "InterfaceAlias");
  return textsAt(entry, "ServerAddresses")
    .filter((address) => familyOf(address) !== undefined)
    .filter((address) => !PLACEHOLDER.test(address))
    .map((address) => ({ address, device }));
}

function onceEach(
  servers: readonly NameServerFact[] | undefined,
): readonly NameServerFact[] | undefined {
  const seen = new Set<string>();
  return servers?.filter(({ address }) => {
    if (seen.has(address)) return false;
    seen.add(address);
    return true;
  });
}
