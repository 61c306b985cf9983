import type { Row } from "./row.ts";
import { PROXY, seen } from "./seen.ts";

/** What a proxy says and does not say. In the order of the rules. */
export const PROXY_ROWS: readonly Row[] = [
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
    ["server-unreachable", "path-broken"],
  ],
  [
    "the proxy says at once that the server is unreachable",
    [...PROXY, seen("server", "upstream-unreachable", {}, 2)],
    "server-unreachable",
    ["server-unreachable", "path-broken", "firewall-blocked"],
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
    ["server-stopped", "server-unreachable", "path-broken", "firewall-blocked"],
  ],
  [
    "the proxy waits for a silent server",
    [
      ...PROXY,
      seen("server", "tunnel-silent", { phase: "tunnel" }, 2000),
      seen("proxy", "proxy-alive"),
    ],
    "server-unreachable",
    ["server-unreachable", "path-broken", "firewall-blocked"],
  ],
  [
    "the proxy waits for a silent server, or its answers are lost",
    [
      ...PROXY,
      seen("proxy", "connected", { phase: "connect" }, 1005),
      seen("proxy", "tunnel-silent", { phase: "tunnel" }, 2000),
      seen("proxy", "proxy-alive"),
    ],
    "server-unreachable",
    ["server-unreachable", "path-broken", "firewall-blocked", "degraded"],
  ],
  [
    "the proxy waits for a silent server, and answered late by itself",
    [
      ...PROXY,
      seen("proxy", "tunnel-silent", { phase: "tunnel" }, 2000),
      seen("proxy", "proxy-alive", {}, 235),
    ],
    "server-unreachable",
    ["server-unreachable", "path-broken", "firewall-blocked", "degraded"],
  ],
  [
    "the proxy is far away, and waits for a silent server",
    [
      ...PROXY,
      seen("proxy", "connected", { phase: "connect", rttMs: 150 }, 150),
      seen("proxy", "tunnel-silent", { phase: "tunnel" }, 2000),
      seen("proxy", "proxy-alive", {}, 310),
    ],
    "server-unreachable",
    ["server-unreachable", "path-broken", "firewall-blocked"],
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
    "the proxy answers no request of its own, and the tunnel's end is not seen",
    [...PROXY, seen("proxy", "proxy-silent")],
    "proxy-hung",
  ],
  [
    "the proxy opens a tunnel and answers no request of its own",
    [
      ...PROXY,
      seen("proxy", "proxy-silent"),
      seen("proxy", "tunnel-opened"),
      seen("session", "beat-unanswered", { phase: "beat" }, 2000),
    ],
    "server-hung",
  ],
];
