import type {
  InterfaceAddressFact,
  NetworkInterfaceFact,
} from "../model/host_facts.ts";
import {
  familyOf,
  prefixLengthOf,
  scopeOf,
  withoutZone,
} from "./address_text.ts";
import { countAt, type JsonObject, textAt } from "./bounded_json.ts";
import { powershellList } from "./powershell_list.ts";
import { windowsInterfaceKind } from "./windows_interface_kind.ts";

/** An address and the interface that has it. */
interface OwnedAddress {
  readonly device: string;
  readonly fact: InterfaceAddressFact;
}

/** IF_OPER_STATUS of RFC 2863, as Windows numbers it. */
const OPER_STATES: readonly string[] = [
  "",
  "UP",
  "DOWN",
  "TESTING",
  "UNKNOWN",
  "DORMANT",
  "NOTPRESENT",
  "LOWERLAYERDOWN",
];

/** NET_IF_ADMIN_STATUS_UP of Windows. */
const ADMIN_UP = 1;

/** MSFT_NetIPAddress.AddressState. */
const TENTATIVE = 1;
const DUPLICATE = 2;
const DEPRECATED = 3;

/**
 * Puts adapters and addresses of Windows together.
 *
 * @param adapters `Get-NetAdapter` as parsed JSON: a list, one object or null.
 * @param addresses `Get-NetIPAddress` likewise.
 * @returns The interfaces; `undefined` if the adapters are not known.
 */
export function readWindowsInterfaces(
  adapters: unknown,
  addresses: unknown,
): readonly NetworkInterfaceFact[] | undefined {
  if (adapters === undefined || adapters === null) return undefined;
  const owned = powershellList(addresses).map(readAddress)
    .filter((address) => address !== undefined);
  const known = powershellList(adapters)
    .map((adapter) => readAdapter(adapter, owned))
    .filter((fact) => fact !== undefined);
  return [...known, ...loopbacksOf(owned)];
}

function readAdapter(
  adapter: JsonObject,
  owned: readonly OwnedAddress[],
): NetworkInterfaceFact | undefined {
  const name = textAt(adapter, "Name");
  if (name === undefined) return undefined;
  const up = countAt(adapter, "InterfaceAdminStatus") === ADMIN_UP;
  const kind = windowsInterfaceKind({
    name,
    description: textAt(adapter, "InterfaceDescription") ?? "",
    hardware: adapter["HardwareInterface"] === true,
  });
  return {
    name,
    index: countAt(adapter, "ifIndex"),
    up,
    carrier: up ? carrierOf(adapter) : undefined,
    operState:
      OPER_STATES[countAt(adapter, "InterfaceOperationalStatus") ?? 0] ||
      undefined,
    kind,
    loopback: false,
    pointToPoint: kind === "tun" || kind === "wireguard" || kind === "ppp",
    mtuBytes: countAt(adapter, "MtuSize"),
    addresses: addressesOf(name, owned),
  };
}

/** MediaConnectState: 0 unknown, 1 connected, 2 disconnected. */
function carrierOf(adapter: JsonObject): boolean | undefined {
  const state = countAt(adapter, "MediaConnectState");
  return state === 1 ? true : state === 2 ? false : undefined;
}

function readAddress(entry: JsonObject): OwnedAddress | undefined {
  const device = textAt(entry, "InterfaceAlias");
  const local = textAt(entry, "IPAddress");
  const family = local === undefined ? undefined : familyOf(local);
  if (device === undefined || local === undefined || family === undefined) {
    return undefined;
  }
  const prefixLength = prefixLengthOf(entry["PrefixLength"], family);
  if (prefixLength === undefined) return undefined;
  const state = countAt(entry, "AddressState");
  const fact: InterfaceAddressFact = {
    family,
    address: withoutZone(local),
    prefixLength,
    scope: scopeOf(local),
    tentative: state === TENTATIVE,
    duplicate: state === DUPLICATE,
    deprecated: state === DEPRECATED,
  };
  return { device, fact };
}

function addressesOf(
  device: string,
  owned: readonly OwnedAddress[],
): readonly InterfaceAddressFact[] {
  return owned.filter((address) => address.device === device)
    .map((address) => address.fact);
}

/** Get-NetAdapter leaves the loopback interface out. */
function loopbacksOf(
  owned: readonly OwnedAddress[],
): readonly NetworkInterfaceFact[] {
  const names = new Set(
    owned.filter(({ fact }) => fact.scope === "host")
      .map(({ device }) => device),
  );
  return [...names].map((name) => ({
    name,
    up: true,
    carrier: true,
    loopback: true,
    pointToPoint: false,
    addresses: addressesOf(name, owned),
  }));
}
