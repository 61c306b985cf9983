/** The hosts of a lab. */
export const HOSTS = [
  "client",
  "proxy",
  "router",
  "server",
  "names",
  "switch",
] as const;

/** One host of a lab. */
export type Host = typeof HOSTS[number];

/** Addresses inside every lab. */
export const ADDRESSES = {
  client: "10.77.1.10",
  proxy: "10.77.1.3",
  gateway: "10.77.1.1",
  farGateway: "10.77.2.1",
  server: "10.77.2.20",
  names: "10.77.2.53",
} as const;

/** The same of IPv6. */
export const ADDRESSES6 = {
  client: "fd77:1::10",
  proxy: "fd77:1::3",
  gateway: "fd77:1::1",
  farGateway: "fd77:2::1",
  server: "fd77:2::20",
  names: "fd77:2::53",
} as const;

/** The next hop of IPv6 on every link: routers announce such a one. */
const LINK_LOCAL_GATEWAY = "fe80::1";

/** A cable from a host's interface to a bridge of the switch. */
interface Cable {
  readonly host: Host;
  readonly device: "eth0" | "eth1";
  readonly bridge: "lan" | "far";
  readonly at: keyof typeof ADDRESSES;
  /** Where its default route leads. */
  readonly via?: "gateway" | "farGateway";
}

const CABLES: readonly Cable[] = [
  {
    host: "client",
    device: "eth0",
    bridge: "lan",
    at: "client",
    via: "gateway",
  },
  { host: "proxy", device: "eth0", bridge: "lan", at: "proxy", via: "gateway" },
  { host: "router", device: "eth0", bridge: "lan", at: "gateway" },
  { host: "router", device: "eth1", bridge: "far", at: "farGateway" },
  {
    host: "server",
    device: "eth0",
    bridge: "far",
    at: "server",
    via: "farGateway",
  },
  {
    host: "names",
    device: "eth0",
    bridge: "far",
    at: "names",
    via: "farGateway",
  },
];

/**
 * No search for duplicates, no search for routers: what the client sends is
 * then what the program sends, and every address works at once.
 */
const QUIET_IPV6 = {
  "net/ipv6/conf/default/accept_dad": 0,
  "net/ipv6/conf/default/accept_ra": 0,
  "net/ipv6/conf/default/router_solicitations": 0,
};

const FORWARDING = {
  "net/ipv4/ip_forward": 1,
  "net/ipv6/conf/all/forwarding": 1,
};

/** What is set in a host before it has interfaces: files of `/proc/sys`. */
export function kernelSettings(host: Host): Readonly<Record<string, number>> {
  return { ...QUIET_IPV6, ...host === "router" && FORWARDING };
}

/** The port of the switch that a host's interface is plugged into. */
export function portOf(host: Host, device: "eth0" | "eth1" = "eth0"): string {
  return `${host.slice(0, 3)}-${device}`;
}

/**
 * Lines for `ip -batch` in the switch: its bridges, and all cables. The guest
 * of the client's virtual network lives there as well.
 */
export function switchLines(namespace: (host: Host) => string): string[] {
  return [
    "link add lan type bridge",
    "link add far type bridge",
    "link set lan up",
    "link set far up",
    ...HOSTS.flatMap((host) => cableLines(host, namespace(host))),
    `link add guest type veth peer name vnet0 netns ${namespace("client")}`,
    "link set guest up",
  ];
}

/** Lines for `ip -batch` in the switch: the cables of one host. */
export function cableLines(host: Host, namespace: string): string[] {
  return CABLES.filter((cable) => cable.host === host).flatMap(
    ({ device, bridge }) => [
      `link add ${portOf(host, device)} type veth peer name ${device} ` +
      `netns ${namespace}`,
      `link set ${portOf(host, device)} master ${bridge} up`,
    ],
  );
}

/** Lines for `ip -batch` in a host: its interfaces, addresses and routes. */
export function hostLines(host: Host): string[] {
  const cables = CABLES.filter((cable) => cable.host === host);
  return [
    "link set lo up",
    ...cables.flatMap(({ device, at, via }) => [
      `link set ${device} up`,
      `addr add ${ADDRESSES[at]}/24 dev ${device}`,
      `addr add ${ADDRESSES6[at]}/64 dev ${device}`,
      ...host === "router"
        ? [`addr add ${LINK_LOCAL_GATEWAY}/64 dev ${device}`]
        : [],
      ...via === undefined ? [] : [
        `route add default via ${ADDRESSES[via]}`,
        `route add default via ${LINK_LOCAL_GATEWAY} dev ${device}`,
      ],
    ]),
    ...host === "client" ? GUEST_NETWORK : [],
  ];
}

/** A virtual machine's bridge on the client; the switch plugs a guest in. */
const GUEST_NETWORK = [
  "link add virbr0 type bridge",
  "link set vnet0 master virbr0 up",
  "link set virbr0 up",
  "addr add 192.168.122.1/24 dev virbr0",
];
