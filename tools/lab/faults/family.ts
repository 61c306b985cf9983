import { type Fault, forward } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { names, SERVER_PORT, web } from "../services.ts";
import { ADDRESSES, ADDRESSES6 } from "../topology.ts";
import { BOTH } from "./targets.ts";

/** What breaks for one address family, and for both in different ways. */
export const FAMILY_FAULTS: readonly Fault[] = [
  {
    name: "family-six-cut",
    truth: "family-broken",
    target: BOTH,
    silent: true,
    services: [web(), names()],
    make: (lab) =>
      lab.filter("router", forward("meta nfproto ipv6 tcp dport 8080 drop")),
  },
  {
    name: "family-six-rejected",
    truth: "family-broken",
    silent: true,
    target: BOTH,
    services: [web(), names()],
    make: (lab) => lab.filter("router", forward("meta nfproto ipv6 reject")),
  },
  {
    name: "family-four-cut",
    truth: "family-broken",
    target: BOTH,
    silent: true,
    services: [web(), names()],
    make: (lab) =>
      lab.filter("router", forward("meta nfproto ipv4 tcp dport 8080 drop")),
  },
  {
    name: "family-six-not-served",
    truth: "family-broken",
    target: BOTH,
    services: [
      web({ listen: `${ADDRESSES.server}:${SERVER_PORT}` }),
      names(),
    ],
  },
  {
    name: "family-four-not-served",
    truth: "family-broken",
    target: BOTH,
    services: [
      web({ listen: `[${ADDRESSES6.server}]:${SERVER_PORT}` }),
      names(),
    ],
  },
  {
    name: "family-six-host-gone",
    truth: "family-broken",
    target: BOTH,
    silent: true,
    services: [web(), names()],
    make: (lab) =>
      lab.ip("server", `addr del ${ADDRESSES6.server}/64 dev eth0`),
  },
  {
    name: "family-neither-served",
    truth: "server-stopped",
    target: BOTH,
    services: [names()],
  },
  {
    name: "family-one-refused-other-silent",
    truth: "server-stopped",
    target: BOTH,
    silent: true,
    services: [names()],
    make: (lab) =>
      lab.filter("router", forward("meta nfproto ipv6 tcp dport 8080 drop")),
  },
  {
    name: "family-six-off",
    truth: null,
    target: BOTH,
    services: [web(), names()],
    make: switchSixOff,
  },
  {
    name: "family-six-off-and-not-served",
    truth: "server-stopped",
    target: BOTH,
    services: [names()],
    make: switchSixOff,
  },
  {
    name: "family-six-unreachable-and-not-served",
    truth: "server-stopped",
    target: BOTH,
    services: [names()],
    make: (lab) => lab.ip("client", "route add unreachable ::/0 metric 1"),
  },
];

/** As machines are set up that shall not speak it: loopback has none either. */
async function switchSixOff(lab: Lab): Promise<void> {
  await lab.run("client", [
    "sysctl",
    "-qw",
    "net.ipv6.conf.all.disable_ipv6=1",
  ]);
}
