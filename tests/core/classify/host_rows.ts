import { type Row, SILENT_FAR, SILENT_NEXT_DOOR, UNFILTERED } from "./row.ts";
import { FAR, NEAR, NEXT_DOOR, ON_LINK, ROUTED, seen } from "./seen.ts";

/** The first machine of the path, the gateway and what lies between. In the order of the rules. */
export const HOST_ROWS: readonly Row[] = [
  [
    "the refusal came as ICMP",
    [
      ...ROUTED,
      seen("server", "refused", FAR),
      seen("server", "remotely-rejected"),
    ],
    "firewall-blocked",
  ],
  [
    "ICMP says that a filter forbids it",
    [
      ...ROUTED,
      seen("server", "host-unreachable", FAR),
      seen("server", "echo-prohibited", {
        ...FAR,
        reportedBy: "10.0.0.1",
        reportedLocally: false,
      }),
    ],
    "firewall-blocked",
  ],
  [
    "the connection is called unreachable and the machine answers ping",
    [
      ...ROUTED,
      seen("server", "host-unreachable", FAR),
      seen("server", "echo-answered", { ...FAR, role: "target" }),
    ],
    "firewall-blocked",
  ],
  [
    "the server refuses and no local rule is at work",
    [...ROUTED, seen("server", "refused", FAR), UNFILTERED],
    "server-stopped",
  ],
  [
    "the server refuses and the counters cannot be read",
    [...ROUTED, seen("server", "refused", FAR)],
    "server-stopped",
    ["server-stopped", "firewall-blocked"],
  ],
  [
    "the proxy refuses",
    [...ON_LINK, seen("proxy", "refused", NEXT_DOOR), UNFILTERED],
    "proxy-stopped",
  ],
  [
    "the proxy resets a connection and nothing tells how the next one ends",
    [...ON_LINK, seen("proxy", "connect-reset", NEXT_DOOR), UNFILTERED],
    "proxy-stopped",
    ["proxy-stopped", "firewall-blocked"],
  ],
  [
    "the proxy resets a connection and refuses the next one",
    [
      ...ON_LINK,
      seen("proxy", "connect-reset", NEXT_DOOR),
      seen("proxy", "not-filtered", { code: "ECONNREFUSED" }),
    ],
    "proxy-stopped",
  ],
  [
    "the proxy resets one connection after the other",
    [
      ...ON_LINK,
      seen("proxy", "connect-reset", NEXT_DOOR),
      seen("proxy", "not-filtered", { code: "ECONNRESET" }),
    ],
    "proxy-stopped",
    ["proxy-stopped", "firewall-blocked"],
  ],
  [
    "one address of the server resets, and the other one refuses the next",
    [
      ...ROUTED,
      seen("server", "connect-reset", { ...FAR, address: "10.0.1.1" }),
      seen("server", "refused", { ...FAR, address: "10.0.1.2" }),
      seen("server", "not-filtered", {
        address: "10.0.1.2",
        code: "ECONNREFUSED",
      }),
    ],
    "server-stopped",
    ["server-stopped", "firewall-blocked"],
  ],
  [
    "the port is silent and the machine answers ping",
    [
      ...ROUTED,
      seen("server", "connect-timeout", FAR, 2000),
      seen("server", "echo-answered", { ...FAR, role: "target" }),
    ],
    "firewall-blocked",
    ["firewall-blocked", "server-hung"],
  ],
  [
    "the port is silent and one of two echoes came back",
    [
      ...ROUTED,
      seen("server", "connect-timeout", FAR, 2000),
      seen("server", "echo-answered", {
        ...FAR,
        role: "target",
        sent: 2,
        received: 1,
      }),
    ],
    "firewall-blocked",
    ["firewall-blocked", "server-hung", "degraded"],
  ],
  [
    "one connection is silent and another one beside it opens",
    [
      ...ROUTED,
      seen("server", "connect-timeout", FAR, 2000),
      seen("server", "not-filtered", { ...FAR, sent: 1, received: 1 }),
      seen("server", "echo-answered", { ...FAR, role: "target" }),
    ],
    "degraded",
    ["degraded", "server-hung"],
  ],
  [
    "the gateway answers no neighbour discovery",
    [
      ...NEAR,
      seen("network", "routed", { gateway: "10.0.0.1", onLink: false }),
      seen("gateway", "echo-silent", { role: "next-hop" }),
      seen("gateway", "neighbour-silent", { role: "next-hop" }),
      ...SILENT_FAR,
    ],
    "gateway-unreachable",
  ],
  [
    "the gateway ignores ping and its entry is warm",
    [
      ...NEAR,
      seen("network", "routed", { gateway: "10.0.0.1", onLink: false }),
      seen("gateway", "echo-silent", { role: "next-hop" }),
      seen("gateway", "neighbour-unproven", { role: "next-hop" }),
      UNFILTERED,
      ...SILENT_FAR,
    ],
    "gateway-unreachable",
    ["gateway-unreachable", "path-broken", "server-unreachable"],
  ],
  [
    "no reference behind the gateway answers either",
    [
      ...ROUTED,
      seen("gateway", "echo-silent", { ...FAR, role: "reference" }),
      ...SILENT_FAR,
    ],
    "path-broken",
  ],
  [
    "a reference behind the gateway answers",
    [
      ...ROUTED,
      UNFILTERED,
      seen("gateway", "echo-answered", { ...FAR, role: "reference" }),
      ...SILENT_FAR,
    ],
    "server-unreachable",
  ],
  [
    "the reference is the gateway's own far address",
    [
      ...NEAR,
      seen("network", "routed", {
        gateway: "10.0.0.1",
        onLink: false,
        family: 4,
      }),
      seen("gateway", "echo-answered", {
        role: "next-hop",
        onLink: true,
        ttl: 64,
      }),
      UNFILTERED,
      seen("gateway", "echo-answered", { ...FAR, role: "reference", ttl: 64 }),
      ...SILENT_FAR,
    ],
    "server-unreachable",
    ["path-broken", "server-unreachable"],
  ],
  [
    "there is no reference behind the gateway",
    [...ROUTED, UNFILTERED, ...SILENT_FAR],
    "server-unreachable",
    ["path-broken", "server-unreachable"],
  ],
  [
    "a machine next door is silent",
    [...ROUTED, UNFILTERED, ...SILENT_NEXT_DOOR],
    "server-unreachable",
  ],
  [
    "the proxy machine next door is silent",
    [
      ...ON_LINK,
      UNFILTERED,
      seen("gateway", "echo-answered", { role: "next-hop", onLink: true }),
      seen("proxy", "connect-timeout", NEXT_DOOR, 2000),
      seen("proxy", "echo-silent", { ...NEXT_DOOR, role: "target" }, 2000),
    ],
    "proxy-unreachable",
    ["proxy-network-down", "proxy-cable-unplugged", "proxy-machine-off"],
  ],
  [
    "a router reports the server machine unreachable",
    [
      ...ROUTED,
      seen("server", "connect-timeout", FAR, 2000),
      seen("server", "echo-unreachable", {
        ...FAR,
        role: "target",
        reportedBy: "10.0.1.1",
        reportedLocally: false,
        code: "host-unreachable",
      }),
    ],
    "server-unreachable",
  ],
];
