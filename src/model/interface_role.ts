import type { NetworkInterfaceFact } from "./host_facts.ts";

/**
 * What an interface can be to a path:
 *
 * - `loopback`: this host itself;
 * - `real`: hardware, or what stands on it and shares its carrier (a VLAN, a
 *   bond), or the only link that a container has;
 * - `bridge`: a switch within this host, with guests, hardware or nothing on it;
 * - `tunnel`: its packets travel inside others, over something real;
 * - `guest`: the end of a cable to a guest of this host;
 * - `aside`: leads nowhere.
 */
export type InterfaceRole =
  | "loopback"
  | "real"
  | "bridge"
  | "tunnel"
  | "guest"
  | "aside";

/** Kinds of ip-link(8) that are no hardware and do not stand on it alone. */
const ROLE_BY_KIND: ReadonlyMap<string, InterfaceRole> = new Map([
  ...roles("bridge", ["bridge", "openvswitch", "batadv"]),
  ...roles("tunnel", [
    "tun",
    "wireguard",
    "ovpn",
    "ovpn-dco",
    "ppp",
    "ipip",
    "ip6tnl",
    "sit",
    "gre",
    "gretap",
    "ip6gre",
    "ip6gretap",
    "erspan",
    "ip6erspan",
    "vti",
    "vti6",
    "xfrm",
    "l2tp",
    "vxlan",
    "geneve",
    "bareudp",
    "gtp",
    "amt",
  ]),
  ...roles("guest", ["macvtap", "ipvtap", "netdevsim"]),
  ...roles("aside", ["dummy", "ifb", "vrf", "nlmon", "can", "vcan", "vxcan"]),
]);

/** Names, for a reader that cannot tell the kind. */
const ROLE_BY_NAME: readonly (readonly [RegExp, InterfaceRole])[] = [
  [/^(?:docker|virbr|lxcbr|lxdbr|vmbr|cni|cbr|podman|bridge|br)\d/, "bridge"],
  [/^(?:br-|vmnet\d|vEthernet \()/, "bridge"],
  [/^(?:tun|tap|wg|ppp|utun|ipsec|gif|stf|gre|sit|ip6tnl|vti)\d/, "tunnel"],
  [/^(?:zt|tailscale|vxlan|flannel)/, "tunnel"],
  [/^(?:vnet|vmenet|feth)\d/, "guest"],
  [/^(?:dummy|ifb|awdl|llw|ap|anpi)\d/, "aside"],
];

/** Two ends of one cable within the kernel. */
const PAIRS: ReadonlySet<string> = new Set(["veth", "netkit"]);

/** What a person calls the uplink of a container, and no program a guest's. */
const UPLINK_NAME = /^(?:eth|en|wan|uplink)/;

function roles(
  role: InterfaceRole,
  kinds: readonly string[],
): [string, InterfaceRole][] {
  return kinds.map((kind) => [kind, role]);
}

/**
 * Tells what an interface can be to a path. An unknown kind counts as real:
 * new kinds of hardware appear more often than new kinds of tunnels.
 *
 * @param fact The interface.
 * @returns Its role.
 */
export function interfaceRole(fact: NetworkInterfaceFact): InterfaceRole {
  const { kind, name, master } = fact;
  if (fact.loopback) return "loopback";
  if (kind === undefined) {
    const named = ROLE_BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
    return named ?? (isEndOfPair(fact) ? "guest" : "real");
  }
  if (isEndOfPair(fact)) return "guest";
  // A tap on a bridge is the cable of a virtual machine, not of a VPN.
  if (kind === "tun" && master !== undefined) return "guest";
  return ROLE_BY_KIND.get(kind) ?? "real";
}

/**
 * Whether it is this host's end of the cable to a container: a veth that is a
 * port. One without a master is a container's own end, and so is one with the
 * name of an uplink, in a container that runs a bridge itself.
 */
function isEndOfPair(fact: NetworkInterfaceFact): boolean {
  if (fact.master === undefined || UPLINK_NAME.test(fact.name)) return false;
  return PAIRS.has(fact.kind ?? "") ||
    (fact.kind === undefined && /^veth/.test(fact.name));
}

/** Whether it is one end of a pair: real only where there is no hardware. */
export function isPaired(fact: NetworkInterfaceFact): boolean {
  return PAIRS.has(fact.kind ?? "") ||
    (fact.kind === undefined && /^(?:veth|cali|lxc)/.test(fact.name));
}
