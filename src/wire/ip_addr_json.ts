import type {
  AddressScope,
  InterfaceAddressFact,
  NetworkInterfaceFact,
} from "../model/host_facts.ts";
import {
  familyOf,
  prefixLengthOf,
  scopeOf,
  withoutZone,
} from "./address_text.ts";
import {
  countAt,
  isObject,
  type JsonObject,
  readJsonList,
  readList,
  textAt,
  textsAt,
} from "./bounded_json.ts";
import type { Reading } from "./reading.ts";

/**
 * Reads what `ip -j -d addr` of iproute2 prints.
 *
 * @param text Its standard output.
 * @returns The interfaces, in the order of the system.
 */
export function parseIpAddrJson(
  text: string,
): Reading<readonly NetworkInterfaceFact[]> {
  return readJsonList(text, readInterface);
}

function readInterface(entry: JsonObject): NetworkInterfaceFact | undefined {
  const name = textAt(entry, "ifname");
  if (name === undefined) return undefined;
  const flags = textsAt(entry, "flags");
  const up = flags.includes("UP");
  const addresses = readList(entry["addr_info"], readAddress);
  return {
    name,
    index: countAt(entry, "ifindex"),
    up,
    // The kernel drops LOWER_UP of a disabled interface whatever its cable.
    carrier: up ? flags.includes("LOWER_UP") : undefined,
    operState: textAt(entry, "operstate"),
    kind: kindOf(entry),
    master: textAt(entry, "master"),
    parent: textAt(entry, "link"),
    loopback: flags.includes("LOOPBACK"),
    pointToPoint: flags.includes("POINTOPOINT"),
    mtuBytes: countAt(entry, "mtu"),
    addresses: addresses.ok ? addresses.value : [],
  };
}

/** PPP has no `linkinfo` unless created by netlink; its link type tells. */
function kindOf(entry: JsonObject): string | undefined {
  const info = entry["linkinfo"];
  const kind = isObject(info) ? textAt(info, "info_kind") : undefined;
  if (kind !== undefined) return kind;
  return textAt(entry, "link_type") === "ppp" ? "ppp" : undefined;
}

function readAddress(entry: JsonObject): InterfaceAddressFact | undefined {
  const local = textAt(entry, "local");
  const family = local === undefined ? undefined : familyOf(local);
  if (local === undefined || family === undefined) return undefined;
  const prefixLength = prefixLengthOf(entry["prefixlen"], family);
  if (prefixLength === undefined) return undefined;
  return {
    family,
    address: withoutZone(local),
    prefixLength,
    scope: readScope(textAt(entry, "scope"), local),
    tentative: entry["tentative"] === true,
    duplicate: entry["dadfailed"] === true,
    deprecated: entry["deprecated"] === true,
  };
}

/** An administrator may give a global-looking address a narrower scope. */
function readScope(word: string | undefined, address: string): AddressScope {
  return word === "link" || word === "host" ? word : scopeOf(address);
}
