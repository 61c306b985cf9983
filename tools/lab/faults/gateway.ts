import { type Fault, forward, input } from "../fault.ts";
import { actor, NAMES, web } from "../services.ts";
import { ADDRESSES, ADDRESSES6 } from "../topology.ts";
import { BOTH, DIRECT, DIRECT6, NAMED, REFERENCE } from "./targets.ts";
import { throughTunnel } from "./wiring.ts";

/** What breaks at the gateway, and on the path beyond it. */
export const GATEWAY_FAULTS: readonly Fault[] = [
  {
    name: "gateway-silent-cold",
    truth: "gateway-unreachable",
    target: DIRECT,
    silent: true,
    make: (lab) => lab.ip("router", "link set eth0 down"),
  },
  {
    name: "gateway-silent-cold-six",
    truth: "gateway-unreachable",
    target: DIRECT6,
    silent: true,
    make: (lab) => lab.ip("router", "link set eth0 down"),
  },
  {
    name: "gateway-silent-cold-named",
    truth: "gateway-unreachable",
    target: NAMED,
    silent: true,
    make: (lab) => lab.ip("router", "link set eth0 down"),
  },
  {
    name: "gateway-silent-warm",
    truth: "gateway-unreachable",
    or: ["path-broken", "server-unreachable"],
    target: DIRECT,
    silent: true,
    services: [web()],
    warm: true,
    make: (lab) => lab.ip("router", "link set eth0 down"),
  },
  {
    name: "gateway-cable",
    truth: "gateway-unreachable",
    target: DIRECT,
    silent: true,
    make: (lab) => lab.cable("router", "down"),
  },
  {
    name: "path-cut",
    truth: "path-broken",
    target: DIRECT,
    arguments: REFERENCE,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-six",
    truth: "path-broken",
    or: ["server-unreachable", "firewall-blocked"],
    target: DIRECT6,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-reference-by-name",
    truth: "path-broken",
    or: ["server-unreachable"],
    target: DIRECT,
    arguments: ["--reference", NAMES.four],
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-no-reference",
    truth: "path-broken",
    or: ["server-unreachable"],
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-three-references",
    truth: "path-broken",
    target: BOTH,
    arguments: ["10.77.2.53", "10.77.2.54", "10.77.2.55"].flatMap((host) => [
      "--reference",
      host,
    ]),
    silent: true,
    make: async (lab) => {
      await lab.writeEtc(
        "client",
        "hosts",
        `${ADDRESSES.server} ${NAMES.both}\n${ADDRESSES6.server} ${NAMES.both}\n`,
      );
      await lab.filter("router", forward("drop"));
    },
  },
  {
    name: "path-cut-three-name-servers",
    truth: "path-broken",
    or: ["resolver-unreachable", "firewall-blocked"],
    target: BOTH,
    arguments: ["10.77.2.53", "10.77.2.54", "10.77.2.55"].flatMap((host) => [
      "--reference",
      host,
      "--name-server",
      host,
    ]),
    silent: true,
    make: (lab) => lab.filter("router", forward("drop")),
  },
  {
    name: "path-cut-and-ping-filtered",
    truth: "path-broken",
    or: ["gateway-unreachable", "server-unreachable"],
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) =>
      lab.filter("router", forward("drop"), input("icmp type 8 drop")),
  },
  {
    name: "gateway-tunnel-dead",
    truth: "gateway-unreachable",
    or: ["path-broken", "server-unreachable"],
    target: DIRECT,
    silent: true,
    services: [actor("client", { does: "tunnel", device: "tun0" })],
    make: throughTunnel,
  },
  {
    name: "gateway-does-not-forward",
    truth: "path-broken",
    or: ["server-unreachable"],
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) =>
      lab.ip("client", `route replace default via ${ADDRESSES.proxy}`),
  },
  {
    name: "path-no-route",
    truth: "path-broken",
    target: DIRECT,
    services: [web()],
    make: (lab) => lab.ip("router", "link set eth1 down"),
  },
  {
    // Linux keeps a message that comes back sooner than connect() returns.
    name: "path-no-route-six",
    truth: "path-broken",
    target: DIRECT6,
    silent: true,
    services: [web()],
    make: (lab) => lab.ip("router", "link set eth1 down"),
  },
  {
    name: "path-prohibited",
    truth: "firewall-blocked",
    target: DIRECT,
    services: [web()],
    make: (lab) => lab.ip("router", "route add prohibit 10.77.2.20"),
  },
  {
    name: "path-unreachable",
    truth: "server-unreachable",
    or: ["path-broken", "firewall-blocked"],
    target: DIRECT,
    services: [web()],
    make: (lab) => lab.ip("router", "route add unreachable 10.77.2.20"),
  },
  {
    name: "path-rejected",
    truth: "firewall-blocked",
    target: DIRECT,
    services: [web()],
    make: (lab) =>
      lab.filter("router", forward("tcp dport 8080 reject with icmp type 13")),
  },
  {
    name: "path-reset",
    // A firewall that imitates a closed port is one, to any observer.
    truth: "server-stopped",
    target: DIRECT,
    services: [web()],
    make: (lab) =>
      lab.filter("router", forward("tcp dport 8080 reject with tcp reset")),
  },
];
