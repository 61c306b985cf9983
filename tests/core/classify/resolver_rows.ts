import { type Row, UNFILTERED } from "./row.ts";
import { FAR, NEAR, NEXT_DOOR, ROUTED, seen } from "./seen.ts";

/** Name resolution. In the order of the rules. */
export const RESOLVER_ROWS: readonly Row[] = [
  [
    "a blocked name server is not needed",
    [
      ...ROUTED,
      seen("resolver", "blocked-locally", { code: "EPERM" }),
      seen("resolver", "resolved", { source: "hosts" }),
      seen("server", "refused", FAR),
      UNFILTERED,
    ],
    "server-stopped",
  ],
  [
    "the name server is blocked by a local rule",
    [
      ...ROUTED,
      seen("resolver", "blocked-locally", { code: "EPERM" }),
    ],
    "firewall-blocked",
  ],
  [
    "the name does not exist",
    [
      ...NEAR,
      seen("resolver", "name-not-found", { name: "a.test" }),
      seen("resolver", "resolver-silent"),
    ],
    "name-not-found",
  ],
  [
    "the name has no address",
    [...NEAR, seen("resolver", "no-records", { name: "a.test" })],
    "name-not-found",
  ],
  [
    "a name server outside answers SERVFAIL",
    [...ROUTED, seen("resolver", "server-failure", { rcode: "SERVFAIL" })],
    "resolver-failed",
  ],
  [
    "a name server on this machine answers SERVFAIL",
    [
      ...NEAR,
      seen("network", "routed", { gateway: "10.0.0.1", family: 4 }),
      seen("resolver", "server-failure", {
        rcode: "SERVFAIL",
        loopback: true,
      }),
    ],
    "resolver-failed",
    ["resolver-failed", "gateway-unreachable", "path-broken"],
  ],
  [
    "the name server's machine refuses",
    [...ROUTED, seen("resolver", "resolver-refused", FAR)],
    "resolver-unreachable",
  ],
  [
    "the name server's machine answers ping only",
    [
      ...ROUTED,
      seen("resolver", "resolver-silent", FAR, 2000),
      seen("resolver", "echo-answered", { ...FAR, role: "name-server" }),
    ],
    "resolver-unreachable",
  ],
  [
    "a name server behind the gateway is silent",
    [...ROUTED, UNFILTERED, seen("resolver", "resolver-silent", FAR, 2000)],
    "resolver-unreachable",
    ["path-broken", "resolver-unreachable"],
  ],
  [
    "a name server on the link is silent",
    [
      ...ROUTED,
      UNFILTERED,
      seen("resolver", "resolver-silent", NEXT_DOOR, 2000),
    ],
    "resolver-unreachable",
  ],
  [
    "the name does not exist and one name server may not be asked",
    [
      ...ROUTED,
      seen("resolver", "blocked-locally", { address: "10.0.0.53" }),
      seen("resolver", "name-not-found", { address: "10.0.0.54" }),
    ],
    "name-not-found",
  ],
  [
    "one name server refuses and the gateway of the other is gone",
    [
      ...NEAR,
      seen("network", "routed", { gateway: "10.0.0.1", onLink: false }),
      seen("gateway", "neighbour-silent", {
        address: "10.0.0.1",
        role: "next-hop",
      }),
      seen("resolver", "resolver-refused", {
        address: "127.0.0.1",
        loopback: true,
      }),
      seen("resolver", "resolver-silent", { ...FAR, address: "10.9.9.53" }),
    ],
    "gateway-unreachable",
  ],
  [
    "a name server on the link is silent, as its ping knows",
    [
      ...ROUTED,
      UNFILTERED,
      seen("resolver", "resolver-silent", { address: "10.0.0.53" }, 2000),
      seen("resolver", "echo-silent", {
        ...NEXT_DOOR,
        address: "10.0.0.53",
        role: "name-server",
      }),
    ],
    "resolver-unreachable",
  ],
  [
    "the gateway on the way to a silent name server is gone",
    [
      ...NEAR,
      seen("network", "routed", { gateway: "10.0.0.1", onLink: false }),
      seen("gateway", "neighbour-silent", { role: "next-hop" }),
      seen("resolver", "resolver-silent", { address: "10.9.9.53" }, 2000),
      seen("resolver", "echo-silent", {
        ...FAR,
        address: "10.9.9.53",
        role: "name-server",
      }),
    ],
    "gateway-unreachable",
  ],
];
