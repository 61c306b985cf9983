import type { FailureMode } from "../../../src/model/failure_modes.ts";
import { type Fault, forward, input, output } from "../fault.ts";
import { powerOff } from "../live_power.ts";
import { web } from "../services.ts";
import { BEHIND_PROXY, PROXY_MACHINE } from "./look_alikes.ts";
import { REFERENCE } from "./targets.ts";
import {
  type Break,
  BY_DANTED,
  BY_FAR,
  BY_OWN,
  BY_SQUID,
  BY_TINYPROXY,
  cold,
  NEAR_PROXIES,
  STRAIGHT,
  warm,
} from "./variants.ts";

const services = [web()];

function clientSide(
  name: string,
  truth: FailureMode | null,
  ...lines: readonly string[]
): Break {
  const make: Break["make"] = (lab) => lab.ip("client", ...lines);
  return { name, truth, services, make };
}

const CLIENT_CABLE: Break = {
  name: "client-cable",
  truth: "client-cable-unplugged",
  services,
  make: (lab) => lab.cable("client", "down"),
};
const INTERFACE_DISABLED = clientSide(
  "client-interface-disabled",
  "client-network-down",
  "link set eth0 down",
);
const ADDRESS_LOST = clientSide(
  "client-address-lost",
  "client-network-down",
  "addr flush dev eth0",
);
const ROUTE_LOST = clientSide(
  "client-route-lost",
  "client-network-down",
  "route del default",
);

function proxyMachine(
  name: string,
  truth: FailureMode,
  make: NonNullable<Break["make"]>,
): Break {
  return { name, truth, or: PROXY_MACHINE, silent: true, services, make };
}

const PROXY_CABLE = proxyMachine(
  "proxy-cable",
  "proxy-cable-unplugged",
  (lab) => lab.cable("proxy", "down"),
);
const PROXY_NETWORK = proxyMachine(
  "proxy-network",
  "proxy-network-down",
  (lab) => lab.ip("proxy", "link set eth0 down"),
);
const PROXY_OFF = proxyMachine(
  "proxy-off",
  "proxy-machine-off",
  (lab) => powerOff(lab, "proxy"),
);

const GATEWAY: Break = {
  name: "gateway-silent",
  truth: "gateway-unreachable",
  or: ["path-broken", ...PROXY_MACHINE],
  silent: true,
  services,
  make: (lab) => lab.ip("router", "link set eth0 down"),
};

/** The same, where a proxy on this side of the gateway meets it first. */
const GATEWAY_OF_PROXY: Break = {
  ...GATEWAY,
  truth: "path-broken",
  or: BEHIND_PROXY,
};

const PATH_CUT: Break = {
  name: "path-cut",
  truth: "path-broken",
  or: [...BEHIND_PROXY, ...PROXY_MACHINE],
  silent: true,
  services,
  make: (lab) => lab.filter("router", forward("drop")),
};

const SERVER_CABLE: Break = {
  name: "server-cable",
  truth: "server-unreachable",
  or: BEHIND_PROXY,
  silent: true,
  services,
  make: (lab) => lab.cable("server", "down"),
};
const SERVER_DROPS: Break = {
  name: "server-firewall-drops",
  truth: "firewall-blocked",
  or: BEHIND_PROXY,
  silent: true,
  services,
  make: (lab) => lab.filter("server", input("tcp dport 8080 drop")),
};
const SERVER_REJECTS: Break = {
  name: "server-firewall-rejects",
  truth: "firewall-blocked",
  services,
  make: (lab) =>
    lab.filter(
      "server",
      input("tcp dport 8080 reject with icmpx admin-prohibited"),
    ),
};

/**
 * A proxy hands on that nothing answers there, and not why. Linux keeps the
 * message from a connect that is just being sent, which then waits a second.
 */
const SERVER_REJECTS_PROXY: Break = {
  ...SERVER_REJECTS,
  or: BEHIND_PROXY,
  silent: true,
};

const CLIENT_DROPS: Break = {
  name: "client-firewall-drops",
  truth: "firewall-blocked",
  silent: true,
  services,
  make: (lab) => lab.filter("client", output("tcp dport { 3128, 8080 } drop")),
};
const CLIENT_REJECTS: Break = {
  name: "client-firewall-rejects",
  truth: "firewall-blocked",
  services,
  make: (lab) =>
    lab.filter("client", output("tcp dport { 3128, 8080 } reject")),
};

/** Machines and links that fail, with and without a proxy on the way. */
export const MACHINE_FAULTS: readonly Fault[] = [
  ...warm(CLIENT_CABLE, BY_TINYPROXY),
  ...warm(INTERFACE_DISABLED, STRAIGHT, BY_TINYPROXY),
  ...cold(ADDRESS_LOST, BY_TINYPROXY, BY_DANTED),
  ...warm(ADDRESS_LOST, STRAIGHT),
  ...cold(ROUTE_LOST, BY_FAR),
  ...warm(ROUTE_LOST, STRAIGHT),
  ...cold({ ...ROUTE_LOST, truth: null }, BY_TINYPROXY),
  ...cold(GATEWAY_OF_PROXY, BY_TINYPROXY, BY_SQUID, BY_DANTED),
  ...warm(GATEWAY, BY_FAR),
  ...cold(PATH_CUT, BY_OWN, BY_TINYPROXY, BY_SQUID, BY_DANTED),
  ...warm(PATH_CUT, STRAIGHT, BY_FAR, BY_TINYPROXY),
  ...warm({
    ...PATH_CUT,
    name: "path-cut-reference",
    or: [],
    arguments: REFERENCE,
  }, STRAIGHT),
  ...cold(PROXY_CABLE, BY_TINYPROXY, BY_DANTED),
  ...cold(PROXY_NETWORK, BY_DANTED),
  ...warm(PROXY_NETWORK, BY_TINYPROXY, BY_SQUID),
  ...cold(PROXY_OFF, BY_TINYPROXY),
  ...warm(PROXY_OFF, BY_TINYPROXY, BY_DANTED),
  ...cold(SERVER_CABLE, BY_OWN),
  ...warm(SERVER_CABLE, ...NEAR_PROXIES),
  ...warm({ ...SERVER_CABLE, or: [], arguments: REFERENCE }, STRAIGHT),
  ...cold(SERVER_DROPS, ...NEAR_PROXIES),
  ...warm({ ...SERVER_DROPS, or: ["server-hung"] }, STRAIGHT),
  ...cold(SERVER_REJECTS_PROXY, BY_OWN, BY_SQUID, BY_DANTED),
  ...cold(
    { ...SERVER_REJECTS_PROXY, or: [...BEHIND_PROXY, "server-stopped"] },
    BY_TINYPROXY,
  ),
  ...warm(SERVER_REJECTS, STRAIGHT),
  ...warm(CLIENT_DROPS, STRAIGHT, BY_TINYPROXY),
  ...cold(CLIENT_REJECTS, BY_TINYPROXY, BY_DANTED),
  ...warm(CLIENT_REJECTS, STRAIGHT),
];
