import { type Fault, input } from "../fault.ts";
import { actor, SERVER_PORT, tinyproxy, web } from "../services.ts";
import { ADDRESSES } from "../topology.ts";
import { DIRECT, DIRECT6, NEAR, PLAIN, PROXY, REFERENCE } from "./targets.ts";

/** What breaks at the server machine. */
export const SERVER_FAULTS: readonly Fault[] = [
  { name: "server-stopped", truth: "server-stopped", target: DIRECT },
  { name: "server-stopped-six", truth: "server-stopped", target: DIRECT6 },
  {
    name: "server-stopped-on-this-host",
    truth: "server-stopped",
    target: `tcp://${ADDRESSES.client}:${SERVER_PORT}`,
  },
  {
    name: "server-stopped-on-any-address",
    truth: "server-stopped",
    target: `tcp://0.0.0.0:${SERVER_PORT}`,
  },
  { name: "server-stopped-on-link", truth: "server-stopped", target: NEAR },
  {
    name: "server-stopped-on-link-without-gateway",
    truth: "server-stopped",
    target: NEAR,
    make: (lab) => lab.ip("client", "route del default"),
  },
  {
    name: "server-cable",
    truth: "server-unreachable",
    target: DIRECT,
    arguments: REFERENCE,
    silent: true,
    make: (lab) => lab.cable("server", "down"),
  },
  {
    // What a young interface says of IPv6 by itself hides the counters' word.
    name: "server-cable-six",
    truth: "server-unreachable",
    or: ["path-broken", "firewall-blocked"],
    target: DIRECT6,
    silent: true,
    make: (lab) => lab.cable("server", "down"),
  },
  {
    name: "server-cable-warm-no-reference",
    truth: "server-unreachable",
    or: ["path-broken"],
    target: DIRECT,
    silent: true,
    services: [web()],
    warm: true,
    make: (lab) => lab.cable("server", "down"),
  },
  {
    name: "server-cable-on-link",
    truth: "server-unreachable",
    target: NEAR,
    silent: true,
    make: (lab) => lab.cable("proxy", "down"),
  },
  {
    name: "server-cable-on-link-without-gateway",
    truth: "server-unreachable",
    target: NEAR,
    silent: true,
    make: async (lab) => {
      await lab.ip("client", "route del default");
      await lab.cable("proxy", "down");
    },
  },
  {
    name: "server-firewall-drops",
    truth: "firewall-blocked",
    or: ["server-hung"],
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("server", input("tcp dport 8080 drop")),
  },
  {
    name: "server-firewall-drops-six",
    truth: "firewall-blocked",
    or: ["server-hung"],
    target: DIRECT6,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("server", input("tcp dport 8080 drop")),
  },
  {
    // A machine that drops everything is silent, to any observer.
    name: "server-firewall-drops-all",
    truth: "server-unreachable",
    target: DIRECT,
    arguments: REFERENCE,
    silent: true,
    services: [web()],
    make: (lab) => lab.filter("server", input("drop")),
  },
  {
    name: "server-firewall-rejects",
    truth: "firewall-blocked",
    target: DIRECT,
    services: [web()],
    make: (lab) =>
      lab.filter(
        "server",
        input("tcp dport 8080 reject with icmpx admin-prohibited"),
      ),
  },
  {
    name: "server-firewall-rejects-six",
    truth: "firewall-blocked",
    silent: true,
    target: DIRECT6,
    services: [web()],
    make: (lab) =>
      lab.filter(
        "server",
        input("tcp dport 8080 reject with icmpx admin-prohibited"),
      ),
  },
  {
    name: "server-firewall-port-unreachable",
    truth: "firewall-blocked",
    target: DIRECT,
    services: [web()],
    make: (lab) => lab.filter("server", input("tcp dport 8080 reject")),
  },
  {
    name: "server-firewall-port-unreachable-six",
    truth: "firewall-blocked",
    or: ["server-stopped"],
    silent: true,
    target: DIRECT6,
    services: [web()],
    make: (lab) => lab.filter("server", input("tcp dport 8080 reject")),
  },
  {
    name: "server-hung",
    truth: "server-hung",
    target: DIRECT,
    silent: true,
    services: [web()],
    make: (lab) => lab.suspend("server"),
  },
  {
    name: "server-hung-six",
    truth: "server-hung",
    target: DIRECT6,
    silent: true,
    services: [web()],
    make: (lab) => lab.suspend("server"),
  },
  {
    name: "server-hung-answers-no-ping",
    truth: "server-hung",
    or: ["mtu-blackhole"],
    target: DIRECT,
    silent: true,
    services: [web()],
    make: async (lab) => {
      await lab.filter("server", input("icmp type echo-request drop"));
      await lab.suspend("server");
    },
  },
  {
    name: "server-hung-proxied",
    truth: "server-hung",
    or: ["mtu-blackhole"],
    target: DIRECT,
    proxy: PROXY,
    silent: true,
    services: [web(), tinyproxy()],
    make: (lab) => lab.suspend("server"),
  },
  {
    name: "server-hung-queue-full",
    truth: "server-hung",
    or: ["firewall-blocked"],
    target: DIRECT,
    silent: true,
    services: [actor("server", { does: "fill", port: SERVER_PORT })],
  },
  {
    name: "server-closes",
    truth: "server-stopped",
    or: ["protocol-mismatch"],
    target: DIRECT,
    services: [actor("server", { does: "close", port: SERVER_PORT })],
  },
  {
    name: "server-closes-plain",
    truth: "server-stopped",
    or: ["protocol-mismatch"],
    target: PLAIN,
    services: [actor("server", { does: "close", port: SERVER_PORT })],
  },
  {
    name: "server-resets",
    truth: "server-stopped",
    or: ["protocol-mismatch", "firewall-blocked"],
    target: DIRECT,
    services: [actor("server", { does: "reset", port: SERVER_PORT })],
  },
  {
    name: "server-ends-meanwhile",
    truth: "server-stopped",
    or: ["protocol-mismatch"],
    target: DIRECT,
    services: [actor("server", { does: "end", port: SERVER_PORT })],
  },
  {
    name: "server-machine-ignores-ping-stopped",
    truth: "server-stopped",
    target: DIRECT,
    make: (lab) => lab.filter("server", input("icmp type echo-request drop")),
  },
  {
    name: "server-machine-moved",
    // Somebody else has its address on the wrong link.
    truth: "server-unreachable",
    or: ["path-broken"],
    target: DIRECT,
    silent: true,
    make: (lab) => lab.ip("server", `addr del ${ADDRESSES.server}/24 dev eth0`),
  },
];
