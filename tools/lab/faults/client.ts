import type { Fault } from "../fault.ts";
import { actor, NAMES, names, SERVER_PORT, web } from "../services.ts";
import { ADDRESSES, ADDRESSES6 } from "../topology.ts";
import { DIRECT, DIRECT6, NAMED, NEAR, PROXY } from "./targets.ts";
import { throughBridge, throughTunnel, throughVxlan } from "./wiring.ts";

const STUB = "127.0.0.53";

/** What breaks on the client's own side. */
export const CLIENT_FAULTS: readonly Fault[] = [
  {
    name: "client-cable",
    truth: "client-cable-unplugged",
    target: DIRECT,
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-cable-warm",
    truth: "client-cable-unplugged",
    target: DIRECT,
    services: [web()],
    warm: true,
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-cable-six",
    truth: "client-cable-unplugged",
    target: DIRECT6,
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-cable-on-link",
    truth: "client-cable-unplugged",
    target: NEAR,
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-cable-named",
    truth: "client-cable-unplugged",
    target: NAMED,
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-cable-named-both",
    truth: "client-cable-unplugged",
    target: `http://${NAMES.both}:${SERVER_PORT}`,
    make: async (lab) => {
      const { server } = ADDRESSES;
      await lab.writeEtc(
        "client",
        "hosts",
        `${server} ${NAMES.both}\n${ADDRESSES6.server} ${NAMES.both}\n`,
      );
      await lab.cable("client", "down");
    },
  },
  {
    name: "client-cable-stub-silent",
    truth: "client-cable-unplugged",
    target: NAMED,
    services: [
      names({
        host: "client",
        lines: [`--listen-address=${STUB}`, "--bind-interfaces"],
      }),
    ],
    make: async (lab) => {
      await lab.writeEtc("client", "resolv.conf", `nameserver ${STUB}\n`);
      await lab.cable("client", "down");
    },
  },
  {
    name: "client-cable-stub-failing",
    truth: "client-cable-unplugged",
    target: NAMED,
    services: [
      actor("client", { does: "name", address: STUB, port: 53, rcode: 2 }),
    ],
    make: async (lab) => {
      await lab.writeEtc("client", "resolv.conf", `nameserver ${STUB}\n`);
      await lab.cable("client", "down");
    },
  },
  {
    name: "client-cable-proxied",
    truth: "client-cable-unplugged",
    target: DIRECT,
    proxy: PROXY,
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-cable-proxied-by-name",
    truth: "client-cable-unplugged",
    target: NAMED,
    proxy: `http://${NAMES.proxy}:3128`,
    make: (lab) => lab.cable("client", "down"),
  },
  {
    name: "client-cable-under-bridge",
    truth: "client-cable-unplugged",
    target: DIRECT,
    make: async (lab) => {
      await throughBridge(lab);
      // The guest's end keeps the bridge itself in carrier.
      await lab.ip("client", "link set vnet0 master br0");
      await lab.cable("client", "down");
    },
  },
  {
    name: "client-cable-under-vxlan",
    truth: "client-cable-unplugged",
    target: DIRECT,
    make: async (lab) => {
      await throughVxlan(lab);
      await lab.cable("client", "down");
    },
  },
  {
    name: "client-cable-under-tunnel",
    truth: "client-cable-unplugged",
    target: DIRECT,
    services: [actor("client", { does: "tunnel", device: "tun0" })],
    make: async (lab) => {
      await throughTunnel(lab);
      await lab.cable("client", "down");
    },
  },
  {
    name: "client-cable-beside-ifb",
    truth: "client-cable-unplugged",
    target: DIRECT,
    make: async (lab) => {
      await lab.ip(
        "client",
        "link add ifb0 type ifb",
        "link set ifb0 up",
        "addr add 10.77.4.1/24 dev ifb0",
      );
      await lab.cable("client", "down");
    },
  },
  {
    name: "client-interface-disabled",
    truth: "client-network-down",
    target: DIRECT,
    make: (lab) => lab.ip("client", "link set eth0 down"),
  },
  {
    name: "client-interface-disabled-named",
    truth: "client-network-down",
    target: NAMED,
    make: (lab) => lab.ip("client", "link set eth0 down"),
  },
  {
    name: "client-interface-disabled-proxied",
    truth: "client-network-down",
    target: DIRECT,
    proxy: PROXY,
    make: (lab) => lab.ip("client", "link set eth0 down"),
  },
  {
    name: "client-interface-gone",
    truth: "client-network-down",
    target: DIRECT,
    make: (lab) =>
      lab.ip("client", "link del eth0", "link del virbr0", "link del vnet0"),
  },
  {
    name: "client-address-lost",
    truth: "client-network-down",
    target: DIRECT,
    make: (lab) => lab.ip("client", "addr flush dev eth0"),
  },
  {
    name: "client-address-lost-six",
    truth: "client-network-down",
    target: DIRECT6,
    make: (lab) => lab.ip("client", "addr flush dev eth0"),
  },
  {
    name: "client-address-self-given",
    truth: "client-network-down",
    target: DIRECT,
    make: (lab) =>
      lab.ip(
        "client",
        "addr flush dev eth0",
        "addr add 169.254.7.7/16 dev eth0 scope link",
      ),
  },
  {
    // No rule knows what a person may have meant by it.
    name: "client-asks-broadcast",
    truth: "unknown",
    target: `tcp://10.77.1.255:${SERVER_PORT}`,
  },
  {
    name: "client-route-lost",
    truth: "client-network-down",
    target: DIRECT,
    make: (lab) => lab.ip("client", "route del default"),
  },
  {
    name: "client-route-lost-named",
    truth: "client-network-down",
    target: NAMED,
    make: (lab) => lab.ip("client", "route del default"),
  },
  {
    name: "client-route-unreachable",
    truth: "client-network-down",
    target: DIRECT,
    make: (lab) => lab.ip("client", "route add unreachable 10.77.2.0/24"),
  },
  {
    name: "client-route-blackhole",
    truth: "client-network-down",
    target: DIRECT,
    make: (lab) => lab.ip("client", "route add blackhole 10.77.2.0/24"),
  },
  {
    name: "client-route-prohibit",
    truth: "firewall-blocked",
    target: DIRECT,
    make: (lab) => lab.ip("client", "route add prohibit 10.77.2.0/24"),
  },
];
