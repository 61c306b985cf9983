import { assertEquals } from "@std/assert/equals";
import { classify } from "../../../src/core/classify/classify.ts";
import type { FailureMode } from "../../../src/model/failure_modes.ts";
import type { Observation } from "../../../src/model/observation.ts";
import { FAR, NEAR, NEXT_DOOR, ON_LINK, PROXY, ROUTED, seen } from "./seen.ts";

const UNFILTERED = seen("server", "not-filtered");
const SILENT_FAR = [
  seen("server", "connect-timeout", FAR, 2000),
  seen("server", "echo-silent", { ...FAR, role: "target" }, 2000),
];
const SILENT_NEXT_DOOR = [
  seen("server", "connect-timeout", NEXT_DOOR, 2000),
  seen("server", "echo-silent", { ...NEXT_DOOR, role: "target" }, 2000),
];

/** What is seen, the mode, and the candidates where there are others. */
type Row = [
  when: string,
  observations: readonly Observation[],
  mode: FailureMode | null,
  candidates?: readonly FailureMode[],
];

// The rows keep the order of the rules.
const ROWS: readonly Row[] = [
  [
    "the session answers",
    [...ROUTED, seen("server", "connected", FAR), seen("session", "answered")],
    null,
  ],
  [
    "the session works and the gateway ignores ping",
    [
      ...NEAR,
      seen("gateway", "echo-silent", { role: "next-hop" }),
      seen("server", "connected", FAR),
      seen("session", "accepted"),
    ],
    null,
  ],
  [
    "the session works and looks were not permitted",
    [seen("self", "not-permitted"), seen("session", "answered")],
    null,
  ],
  [
    "IPv6 fails on a host that has IPv6",
    [
      ...ROUTED,
      seen("network", "addressed", { family: 6 }),
      seen("network", "routed", { family: 6 }),
      seen("server", "connected", FAR),
      seen("server", "connect-timeout", { family: 6 }, 2000),
      seen("session", "answered"),
    ],
    "family-broken",
  ],
  [
    "IPv6 fails on a host that has none",
    [
      ...ROUTED,
      seen("network", "no-route", { family: 6 }),
      seen("server", "connected", FAR),
      seen("server", "network-unreachable", { family: 6 }),
      seen("session", "answered"),
    ],
    null,
  ],
  [
    "one family of loopback is not served",
    [
      seen("server", "connected", { family: 4, loopback: true }),
      seen("server", "refused", { family: 6, loopback: true }),
      seen("session", "accepted"),
    ],
    null,
  ],
  [
    "the first SYN was lost",
    [
      ...ROUTED,
      seen("server", "connected", FAR, 1003),
      seen("session", "answered"),
    ],
    "degraded",
  ],
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
    "this process has no sockets left",
    [...ROUTED, seen("server", "connect-failed", { code: "EMFILE" })],
    "observer-overloaded",
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
    "a portal answers",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "portal", { status: 511 }),
    ],
    "captive-portal",
  ],
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
    "the proxy demands credentials",
    [...PROXY, seen("proxy", "auth-required", { status: 407 })],
    "proxy-auth-required",
  ],
  [
    "the proxy denies the destination",
    [...PROXY, seen("proxy", "denied", { status: 403 })],
    "proxy-denied",
  ],
  [
    "the proxy's port serves something else",
    [...PROXY, seen("proxy", "not-a-proxy")],
    "protocol-mismatch",
  ],
  [
    "the proxy closes without a word",
    [...PROXY, seen("proxy", "tunnel-closed")],
    "proxy-denied",
    ["proxy-denied", "proxy-stopped", "protocol-mismatch"],
  ],
  [
    "the proxy says that the server refused",
    [...PROXY, seen("server", "upstream-refused", { phase: "tunnel" })],
    "server-stopped",
  ],
  [
    "the proxy's kernel waited for a neighbour",
    [...PROXY, seen("server", "upstream-unreachable", {}, 3070)],
    "server-unreachable",
  ],
  [
    "the proxy says at once that the server is unreachable",
    [...PROXY, seen("server", "upstream-unreachable", {}, 2)],
    "server-unreachable",
    ["server-unreachable", "firewall-blocked"],
  ],
  [
    "the proxy cannot resolve the name",
    [...PROXY, seen("server", "upstream-unresolved")],
    "name-not-found",
    ["name-not-found", "resolver-failed", "resolver-unreachable"],
  ],
  [
    "the proxy fails at once and gives no reason",
    [...PROXY, seen("server", "upstream-failed", { phase: "tunnel" }, 4)],
    "server-stopped",
    ["server-stopped", "server-unreachable", "firewall-blocked"],
  ],
  [
    "the certificate has expired",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "certificate-expired"),
    ],
    "tls-failed",
  ],
  [
    "the peer speaks another protocol",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "mismatch", { firstBytes: "SSH-2.0" }),
    ],
    "protocol-mismatch",
  ],
  [
    "the peer closes at once",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "closed"),
    ],
    "server-stopped",
    ["server-stopped", "protocol-mismatch"],
  ],
  [
    "ENETUNREACH is all that is known",
    [seen("server", "network-unreachable")],
    "client-network-down",
    ["client-cable-unplugged", "client-network-down", "path-broken"],
  ],
  [
    "a router says that the network cannot be reached",
    [...ROUTED, seen("server", "network-unreachable", FAR)],
    "path-broken",
    ["path-broken", "firewall-blocked"],
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
    "the proxy waits for a silent server",
    [
      ...PROXY,
      seen("server", "tunnel-silent", { phase: "tunnel" }, 2000),
      seen("proxy", "proxy-alive"),
    ],
    "server-unreachable",
    ["server-unreachable", "firewall-blocked"],
  ],
  [
    "the proxy answers nothing at all",
    [
      ...PROXY,
      seen("server", "tunnel-silent", { phase: "tunnel" }, 2000),
      seen("proxy", "proxy-silent"),
    ],
    "proxy-hung",
  ],
  [
    "full-size packets vanish",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "tls-silent", {}, 2000),
      seen("server", "full-size-lost", { mtuBytes: 1280 }),
    ],
    "mtu-blackhole",
  ],
  [
    "the application is silent and full-size packets pass",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "answer-silent", {}, 2000),
      seen("server", "full-size-passed"),
    ],
    "server-hung",
  ],
  [
    "the application is silent and the size is not known",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "answer-silent", {}, 2000),
    ],
    "server-hung",
    ["server-hung", "mtu-blackhole"],
  ],
  [
    "the connection was not permitted",
    [seen("self", "not-permitted", { lost: "tcp" })],
    "not-permitted",
  ],
  ["nothing was seen", [], "unknown", ["unknown"]],
];

for (const [when, observations, mode, candidates] of ROWS) {
  Deno.test(`classify() says ${mode ?? "healthy"} when ${when}`, () => {
    const verdict = classify(observations);
    assertEquals(verdict?.mode ?? null, mode);
    if (mode === null) return;
    assertEquals(verdict?.candidates, candidates ?? [mode]);
    assertEquals(verdict?.certain, candidates === undefined);
  });
}

Deno.test("classify() gives the same verdict when the order differs", () => {
  for (const [when, observations, mode] of ROWS) {
    const backwards = [...observations].reverse();
    assertEquals(classify(backwards)?.mode ?? null, mode, when);
  }
});

Deno.test("classify() points at existing observations when it names", () => {
  for (const [when, observations] of ROWS) {
    for (const index of classify(observations)?.evidence ?? []) {
      assertEquals(observations[index] !== undefined, true, when);
    }
  }
});
