import { type Fault, input, output } from "../fault.ts";
import {
  actor,
  NAMES,
  names,
  SERVER_PORT,
  tinyproxy,
  web,
} from "../services.ts";
import { ADDRESSES } from "../topology.ts";
import { NAMED, PROXY } from "./targets.ts";

const AT_NAMES = { address: ADDRESSES.names, port: 53 } as const;
const NEAR_SERVER = `nameserver ${ADDRESSES.proxy}\n`;

/** What breaks at the name servers, and what they say. */
export const NAME_FAULTS: readonly Fault[] = [
  {
    name: "names-stopped",
    truth: "resolver-unreachable",
    target: NAMED,
    silent: true,
    make: async () => {},
  },
  {
    name: "names-hung",
    truth: "resolver-unreachable",
    target: NAMED,
    silent: true,
    services: [names()],
    make: (lab) => lab.suspend("names"),
  },
  {
    name: "names-cable",
    truth: "resolver-unreachable",
    or: ["path-broken", "firewall-blocked"],
    target: NAMED,
    silent: true,
    make: (lab) => lab.cable("names", "down"),
  },
  {
    name: "names-cable-on-link",
    truth: "resolver-unreachable",
    or: ["firewall-blocked"],
    target: NAMED,
    silent: true,
    make: async (lab) => {
      await lab.writeEtc("client", "resolv.conf", NEAR_SERVER);
      await lab.cable("proxy", "down");
    },
  },
  {
    name: "names-filtered",
    truth: "resolver-unreachable",
    target: NAMED,
    silent: true,
    services: [names()],
    make: (lab) => lab.filter("names", input("meta l4proto { tcp, udp } drop")),
  },
  {
    name: "names-filtered-by-udp-alone",
    truth: null,
    target: NAMED,
    silent: true,
    services: [web(), names()],
    make: (lab) => lab.filter("names", input("udp dport 53 drop")),
  },
  {
    name: "names-none-configured",
    truth: "resolver-unreachable",
    target: NAMED,
    silent: true,
    make: (lab) => lab.writeEtc("client", "resolv.conf", ""),
  },
  {
    name: "names-both-dead",
    truth: "resolver-unreachable",
    or: ["path-broken", "firewall-blocked"],
    target: NAMED,
    silent: true,
    make: (lab) =>
      lab.writeEtc(
        "client",
        "resolv.conf",
        "nameserver 10.77.2.54\nnameserver 10.77.2.55\n",
      ),
  },
  {
    name: "names-one-forbidden",
    truth: "name-not-found",
    target: "http://nowhere.lab.test:8080",
    services: [names()],
    make: async (lab) => {
      const servers = `${NEAR_SERVER}nameserver ${ADDRESSES.names}\n`;
      await lab.writeEtc("client", "resolv.conf", servers);
      const rule = `ip daddr ${ADDRESSES.proxy} reject`;
      await lab.filter("client", output(rule));
    },
  },
  {
    name: "names-servfail",
    truth: "resolver-failed",
    target: NAMED,
    services: [actor("names", { does: "name", ...AT_NAMES, rcode: 2 })],
  },
  {
    name: "names-garbled",
    truth: "resolver-failed",
    target: NAMED,
    silent: true,
    services: [actor("names", { does: "name", ...AT_NAMES })],
  },
  {
    name: "names-refuse",
    truth: "resolver-failed",
    target: `http://${NAMES.elsewhere}:${SERVER_PORT}`,
    services: [names()],
  },
  {
    name: "name-missing",
    truth: "name-not-found",
    target: `http://${NAMES.missing}:${SERVER_PORT}`,
    services: [names()],
  },
  {
    name: "name-missing-and-first-server-dead",
    truth: "name-not-found",
    target: `http://${NAMES.missing}:${SERVER_PORT}`,
    silent: true,
    services: [names()],
    make: (lab) =>
      lab.writeEtc(
        "client",
        "resolv.conf",
        `nameserver 10.77.2.54\nnameserver ${ADDRESSES.names}\n`,
      ),
  },
  {
    name: "name-without-address",
    truth: "name-not-found",
    target: `http://${NAMES.empty}:${SERVER_PORT}`,
    services: [names()],
  },
  {
    name: "name-missing-of-proxy",
    truth: "name-not-found",
    target: NAMED,
    proxy: `http://${NAMES.missing}:3128`,
    services: [names()],
  },
  {
    name: "names-stopped-for-proxy-name",
    truth: "resolver-unreachable",
    target: NAMED,
    proxy: `http://${NAMES.proxy}:3128`,
    silent: true,
    services: [web(), tinyproxy()],
    make: async () => {},
  },
  {
    name: "names-stopped-and-not-needed",
    truth: null,
    target: NAMED,
    proxy: PROXY,
    services: [web(), tinyproxy()],
    make: (lab) =>
      lab.writeEtc("proxy", "hosts", `${ADDRESSES.server} ${NAMES.four}\n`),
  },
];
