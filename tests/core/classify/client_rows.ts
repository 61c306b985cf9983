import { type Row, SILENT_FAR, UNFILTERED } from "./row.ts";
import { FAR, NEAR, NEXT_DOOR, ROUTED, seen } from "./seen.ts";

/** This machine: its health, link, network, rules and permissions. In the order of the rules. */
export const CLIENT_ROWS: readonly Row[] = [
  [
    "this machine slept",
    [...ROUTED, ...SILENT_FAR, seen("self", "suspended", { lateMs: 60_000 })],
    "observer-suspended",
  ],
  [
    "the interface has no carrier",
    [seen("link", "no-carrier"), ...SILENT_FAR],
    "client-cable-unplugged",
  ],
  [
    "the interface has no carrier and another way works",
    [
      seen("link", "no-carrier"),
      seen("server", "connected", FAR),
      seen("session", "answered"),
    ],
    null,
  ],
  [
    "the interface is disabled",
    [seen("link", "disabled"), seen("server", "network-unreachable")],
    "client-network-down",
  ],
  [
    "there is no interface",
    [seen("link", "no-interface"), seen("server", "network-unreachable")],
    "client-network-down",
  ],
  [
    "there is no interface, and the name may be this machine's own",
    [
      seen("self", "not-permitted", { lost: "resolver" }),
      seen("link", "no-interface"),
      seen("network", "no-route"),
    ],
    "not-permitted",
  ],
  [
    "there is no interface, and a name server of this machine failed",
    [
      seen("resolver", "query-refused", { rcode: "REFUSED", loopback: true }),
      seen("link", "no-interface"),
      seen("network", "no-route"),
    ],
    "resolver-failed",
    [
      "resolver-failed",
      "client-cable-unplugged",
      "client-network-down",
      "gateway-unreachable",
      "path-broken",
    ],
  ],
  [
    "the interface has no address",
    [
      seen("link", "carrier"),
      seen("network", "no-address"),
      seen("server", "network-unreachable"),
    ],
    "client-network-down",
  ],
  [
    "there is no route",
    [
      ...NEAR,
      seen("network", "no-route"),
      seen("server", "network-unreachable"),
    ],
    "client-network-down",
  ],
  [
    "a prohibit route matches",
    [
      ...NEAR,
      seen("network", "policy-route", { routeType: "prohibit" }),
      seen("server", "blocked-locally", { code: "EACCES" }),
    ],
    "firewall-blocked",
  ],
  [
    "a blackhole route matches",
    [
      ...NEAR,
      seen("network", "policy-route", { routeType: "blackhole" }),
      seen("server", "connect-failed", { code: "EINVAL" }),
    ],
    "client-network-down",
  ],
  [
    "the counters show a local rule",
    [
      ...ROUTED,
      seen("server", "refused", FAR),
      seen("server", "locally-rejected"),
    ],
    "firewall-blocked",
  ],
  [
    "an IPv6 connection is forbidden",
    [
      ...ROUTED,
      seen("server", "connect-prohibited", { code: "EACCES", family: 6 }),
    ],
    "firewall-blocked",
  ],
  [
    "this process has no sockets left",
    [...ROUTED, seen("server", "connect-failed", { code: "EMFILE" })],
    "observer-overloaded",
  ],
  [
    "ENETUNREACH is all that is known",
    [seen("server", "network-unreachable")],
    "client-network-down",
    ["client-cable-unplugged", "client-network-down", "path-broken"],
  ],
  [
    "the address is a broadcast address",
    [
      ...NEAR,
      seen("network", "routed", { routeType: "broadcast", onLink: true }),
      seen("server", "network-unreachable", NEXT_DOOR),
    ],
    "unknown",
    ["unknown"],
  ],
  [
    "a router says that the network cannot be reached",
    [...ROUTED, seen("server", "network-unreachable", FAR)],
    "path-broken",
    ["path-broken", "firewall-blocked"],
  ],
  [
    "a router says to the ping as well that it has no route",
    [
      ...ROUTED,
      seen("server", "network-unreachable", FAR),
      seen("server", "echo-unreachable", {
        ...FAR,
        reportedBy: "10.0.0.1",
        reportedLocally: false,
        code: "net-unreachable",
      }),
    ],
    "path-broken",
  ],
  [
    "silence was seen by a starved program",
    [...ROUTED, ...SILENT_FAR, seen("self", "late", { lateMs: 900 })],
    "observer-overloaded",
  ],
  [
    "a refusal was seen by a starved program",
    [
      ...ROUTED,
      seen("server", "refused", FAR),
      UNFILTERED,
      seen("self", "late", { lateMs: 900 }),
    ],
    "server-stopped",
  ],
  [
    "nothing nearer could be looked at",
    [
      seen("self", "program-missing", { program: "ip", lost: "link" }),
      seen("server", "connect-timeout", {}, 2000),
    ],
    "not-permitted",
    [
      "client-cable-unplugged",
      "client-network-down",
      "gateway-unreachable",
      "path-broken",
      "firewall-blocked",
      "server-unreachable",
      "server-hung",
    ],
  ],
  [
    "the connection was not permitted",
    [seen("self", "not-permitted", { lost: "tcp" })],
    "not-permitted",
  ],
  ["nothing was seen", [], "unknown", ["unknown"]],
];
