import type { Observation } from "../../../src/model/observation.ts";
import { type Row, SILENT_FAR, UNFILTERED } from "./row.ts";
import { FAR, NEAR, ROUTED, seen } from "./seen.ts";

/** The same server by either family. */
const FOUR = { ...FAR, family: 4, address: "10.9.9.9" } as const;
const SIX = { ...FAR, family: 6, address: "2001:db8::9" } as const;

/** An observation whose way leads through a gateway. */
function behind(gateway: string, one: Observation): Observation {
  return { ...one, detail: { ...one.detail, gateway } };
}

/** What holds for one address family, or behind one gateway, and not for all. */
export const WAY_ROWS: readonly Row[] = [
  [
    "a filter forbids IPv6 while IPv4 connects",
    [
      ...ROUTED,
      seen("server", "connect-prohibited", SIX),
      seen("server", "connected", FOUR),
    ],
    "unknown",
    ["unknown"],
  ],
  [
    "IPv6 is called unreachable and IPv4 refused, whose machine answers ping",
    [
      ...ROUTED,
      seen("server", "host-unreachable", SIX),
      seen("server", "refused", FOUR),
      seen("server", "echo-answered", { ...FOUR, role: "target" }),
      seen("server", "not-filtered", FOUR),
    ],
    "server-stopped",
  ],
  [
    "a filter forbids IPv6 and IPv4 is refused",
    [
      ...ROUTED,
      seen("server", "connect-prohibited", SIX),
      seen("server", "refused", FOUR),
    ],
    "firewall-blocked",
    ["firewall-blocked", "server-stopped"],
  ],
  [
    "this host does not speak IPv6 and IPv4 is refused",
    [
      ...ROUTED,
      seen("server", "connect-failed", { ...SIX, code: "EADDRNOTAVAIL" }),
      seen("server", "refused", FOUR),
      seen("server", "not-filtered", FOUR),
    ],
    "server-stopped",
  ],
  [
    "IPv4 is refused and the counters were read for IPv6",
    [
      ...ROUTED,
      seen("server", "network-unreachable", SIX),
      seen("server", "refused", FOUR),
      seen("server", "not-filtered", SIX),
    ],
    "server-stopped",
    ["server-stopped", "firewall-blocked"],
  ],
  [
    "references behind another gateway are silent as well",
    [
      ...ROUTED,
      ...SILENT_FAR.map((one) => behind("10.0.0.1", one)),
      UNFILTERED,
      seen("gateway", "echo-answered", {
        address: "10.0.0.1",
        role: "next-hop",
      }),
      behind(
        "10.0.0.9",
        seen("gateway", "echo-silent", { ...FAR, role: "reference" }),
      ),
    ],
    "server-unreachable",
    ["path-broken", "server-unreachable"],
  ],
  [
    "both families are silent, and IPv4's gateway alone was asked",
    [
      ...NEAR,
      seen("network", "routed", { gateway: "10.0.0.1", onLink: false }),
      seen("gateway", "echo-answered", {
        role: "next-hop",
        address: "10.0.0.1",
      }),
      behind(
        "10.0.0.1",
        seen("gateway", "echo-silent", { ...FAR, role: "reference" }),
      ),
      behind("fe80::1", seen("server", "connect-timeout", SIX)),
      behind("10.0.0.1", seen("server", "connect-timeout", FOUR)),
      seen("server", "echo-silent", { ...FOUR, role: "target" }),
    ],
    "path-broken",
  ],
  [
    "the gateway answers, whose address needs a zone",
    [
      ...NEAR,
      seen("network", "routed", { gateway: "fe80::1", onLink: false }),
      ...SILENT_FAR.map((one) => behind("fe80::1", one)),
      UNFILTERED,
      seen("gateway", "echo-answered", {
        address: "fe80::1%eth0",
        role: "next-hop",
      }),
    ],
    "server-unreachable",
    ["path-broken", "server-unreachable"],
  ],
  [
    "another gateway than the target's answers no neighbour discovery",
    [
      ...NEAR,
      seen("network", "routed", { gateway: "10.0.0.1", onLink: false }),
      ...SILENT_FAR.map((one) => behind("10.0.0.1", one)),
      UNFILTERED,
      seen("gateway", "neighbour-silent", {
        address: "10.0.0.9",
        role: "next-hop",
      }),
    ],
    "server-unreachable",
    ["gateway-unreachable", "path-broken", "server-unreachable"],
  ],
];
