import type { Row } from "./row.ts";
import { FAR, NEAR, PROXY, ROUTED, seen } from "./seen.ts";

/** TLS, the session, and what is wrong while it works. In the order of the rules. */
export const SESSION_ROWS: readonly Row[] = [
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
    "the connection opened by its second try",
    [
      ...ROUTED,
      seen("server", "connected", { ...FAR, sent: 2 }, 860),
      seen("session", "answered"),
    ],
    "degraded",
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
    "the head of a page comes, and full-size packets vanish",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("server", "full-size-lost"),
      seen("session", "answered", { phase: "head" }, 2000),
    ],
    "mtu-blackhole",
  ],
  [
    "the head of a page comes, and full-size packets pass",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("server", "full-size-passed"),
      seen("session", "answered", { phase: "head" }, 2000),
    ],
    null,
  ],
  [
    "a page comes late, and large pings are filtered",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("server", "full-size-lost"),
      seen("session", "answered", { phase: "answer" }, 1900),
    ],
    null,
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
    "full-size packets vanish, as the first of the connection did",
    [
      ...ROUTED,
      seen("server", "connected", { ...FAR, sent: 2 }, 860),
      seen("session", "answer-silent", {}, 2000),
      seen("server", "full-size-lost"),
    ],
    "mtu-blackhole",
    ["mtu-blackhole", "degraded"],
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
    "the application is silent and pings of its machine get lost",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "answer-silent", {}, 2000),
      seen("server", "full-size-passed"),
      seen("server", "echo-answered", {
        role: "target",
        sent: 6,
        received: 4,
      }),
    ],
    "server-hung",
    ["server-hung", "degraded"],
  ],
  [
    "the application is silent and its machine missed some pings",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "answer-silent", {}, 2000),
      seen("server", "full-size-passed", { role: "target", address: "a" }),
      seen("server", "echo-silent", { role: "target", address: "a" }, 1800),
    ],
    "server-hung",
    ["server-hung", "degraded"],
  ],
  [
    "the application is silent and a busy observer heard no echo at once",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "answer-silent", {}, 2000),
      seen("server", "full-size-passed", { role: "target", address: "a" }),
      seen("server", "echo-silent", { role: "target", address: "a" }, 400),
      seen("server", "echo-silent", { role: "target", address: "b" }, 1800),
    ],
    "server-hung",
  ],
  [
    "the application answers no beat",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "beat-unanswered", { phase: "beat" }, 2000),
    ],
    "server-hung",
  ],
  [
    "the application sends no greeting",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen(
        "session",
        "beat-unanswered",
        { phase: "greeting", asked: "nothing" },
        2000,
      ),
    ],
    "server-hung",
    ["server-hung", "protocol-mismatch"],
  ],
  [
    "the application answers no record",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "beat-unanswered", { asked: "bytes" }, 2000),
    ],
    "server-hung",
    ["server-hung", "protocol-mismatch"],
  ],
  [
    "the application answers no line",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "beat-unanswered", { asked: "line" }, 2000),
    ],
    "server-hung",
  ],
  [
    "the application answers no TLS greeting",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "tls-silent", {}, 2000),
      seen("server", "full-size-passed"),
    ],
    "server-hung",
    ["server-hung", "protocol-mismatch"],
  ],
  [
    "the server turns the client away",
    [
      ...ROUTED,
      seen("server", "connected", FAR),
      seen("session", "closed", { refusal: "ERR max number of clients" }),
    ],
    "server-stopped",
  ],
  [
    "the application behind a proxy is silent",
    [
      ...PROXY,
      seen("server", "tunnel-opened"),
      seen("session", "answer-silent", {}, 2000),
      seen("proxy", "full-size-passed"),
    ],
    "server-hung",
    ["server-hung", "mtu-blackhole"],
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
];
