import { type Fault, forward } from "../fault.ts";
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
];
