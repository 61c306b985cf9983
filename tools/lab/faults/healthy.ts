import { CERTIFICATES } from "../certificates.ts";
import { type Fault, input } from "../fault.ts";
import {
  actor,
  NAMES,
  names,
  secureWeb,
  SERVER_PORT,
  web,
} from "../services.ts";
import { ADDRESSES, ADDRESSES6 } from "../topology.ts";
import {
  BOTH,
  DIRECT,
  DIRECT6,
  NAMED,
  NEAR,
  PLAIN,
  SECURE,
} from "./targets.ts";
import { narrowPath, throughBridge, throughVxlan } from "./wiring.ts";

const DEAD = "10.77.2.54";
const secure = secureWeb(CERTIFICATES.good);

/** Where nothing is broken, however odd it looks. */
export const HEALTHY: readonly Fault[] = [
  {
    name: "healthy-direct",
    truth: null,
    target: DIRECT,
    services: [web()],
  },
  {
    name: "healthy-plain",
    truth: null,
    target: PLAIN,
    services: [web()],
  },
  {
    name: "healthy-six",
    truth: null,
    target: DIRECT6,
    services: [web()],
  },
  {
    name: "healthy-on-link",
    truth: null,
    target: NEAR,
    services: [web({ host: "proxy" })],
  },
  {
    name: "healthy-on-link-without-gateway",
    truth: null,
    target: NEAR,
    services: [web({ host: "proxy" })],
    make: (lab) => lab.ip("client", "route del default"),
  },
  {
    name: "healthy-ping-filtered",
    truth: null,
    target: DIRECT,
    services: [web()],
    make: (lab) => lab.filter("router", input("icmp type echo-request drop")),
  },
  {
    name: "healthy-through-bridge",
    truth: null,
    target: DIRECT,
    services: [web()],
    make: throughBridge,
  },
  {
    name: "healthy-through-tunnel",
    truth: null,
    target: DIRECT,
    services: [web()],
    make: throughVxlan,
  },
  {
    name: "healthy-narrow-path",
    truth: null,
    target: DIRECT,
    services: [web({ page: "x".repeat(100_000) })],
    make: narrowPath,
  },
  {
    name: "healthy-status-500",
    truth: null,
    target: DIRECT,
    services: [
      actor("server", {
        does: "answer",
        port: SERVER_PORT,
        text: "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
      }),
    ],
  },
  {
    name: "healthy-slow-answer",
    truth: null,
    target: DIRECT,
    silent: true,
    services: [
      actor("server", {
        does: "answer",
        port: SERVER_PORT,
        afterMs: 1500,
        text: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
      }),
    ],
  },
  {
    name: "healthy-https",
    truth: null,
    target: SECURE,
    services: [secure],
    observer: { trusts: true },
  },
  {
    name: "healthy-tls-named",
    truth: null,
    target: `tls://${NAMES.four}:${SERVER_PORT}`,
    services: [secure, names()],
    observer: { trusts: true },
  },
  {
    name: "healthy-named",
    truth: null,
    target: NAMED,
    services: [web(), names()],
  },
  {
    name: "healthy-named-both",
    truth: null,
    target: BOTH,
    services: [web(), names()],
  },
  {
    name: "healthy-named-six-only",
    truth: null,
    target: `http://${NAMES.six}:${SERVER_PORT}`,
    services: [web(), names()],
  },
  {
    name: "healthy-named-both-without-six",
    truth: null,
    target: BOTH,
    services: [web(), names()],
    make: (lab) =>
      lab.ip(
        "client",
        `addr del ${ADDRESSES6.client}/64 dev eth0`,
        "route del default via fe80::1 dev eth0",
      ),
  },
  {
    name: "healthy-named-both-without-four",
    truth: null,
    target: BOTH,
    services: [web(), names()],
    make: async (lab) => {
      await lab.ip("client", `addr del ${ADDRESSES.client}/24 dev eth0`);
      await lab.writeEtc(
        "client",
        "resolv.conf",
        `nameserver ${ADDRESSES6.names}\n`,
      );
    },
  },
  {
    name: "healthy-named-in-hosts-file",
    truth: null,
    target: NAMED,
    services: [web()],
    make: (lab) =>
      lab.writeEtc("client", "hosts", `${ADDRESSES.server} ${NAMES.four}\n`),
  },
  {
    name: "healthy-named-by-search",
    truth: null,
    target: `http://web:${SERVER_PORT}`,
    services: [web(), names()],
    make: (lab) =>
      lab.writeEtc(
        "client",
        "resolv.conf",
        `search other.test lab.test\nnameserver ${ADDRESSES.names}\n`,
      ),
  },
  {
    name: "healthy-first-name-server-dead",
    truth: null,
    target: NAMED,
    services: [web(), names()],
    make: (lab) =>
      lab.writeEtc(
        "client",
        "resolv.conf",
        `nameserver ${DEAD}\nnameserver ${ADDRESSES.names}\n`,
      ),
  },
  {
    name: "healthy-second-name-server-dead",
    truth: null,
    target: NAMED,
    services: [web(), names()],
    make: (lab) =>
      lab.writeEtc(
        "client",
        "resolv.conf",
        `nameserver ${ADDRESSES.names}\nnameserver ${DEAD}\n`,
      ),
  },
  {
    name: "healthy-first-name-server-failing",
    truth: null,
    target: NAMED,
    services: [
      web(),
      names(),
      actor("proxy", {
        does: "name",
        address: ADDRESSES.proxy,
        port: 53,
        rcode: 2,
      }),
    ],
    make: (lab) =>
      lab.writeEtc(
        "client",
        "resolv.conf",
        `nameserver ${ADDRESSES.proxy}\nnameserver ${ADDRESSES.names}\n`,
      ),
  },
];
