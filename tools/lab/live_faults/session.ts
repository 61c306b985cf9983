import { forward, output } from "../fault.ts";
import { narrowPath } from "../faults/wiring.ts";
import type { LiveFault, LiveWay } from "../live_fault.ts";
import { NAMES, names, SERVER_PORT, web } from "../services.ts";
import { PROXIED, SLOW_TEXT, TEXT, TEXT_SERVER, WEB } from "./ways.ts";

/** A stateful firewall that has forgotten every session. */
const FORGETS = forward("tcp flags & syn == 0 ct state new drop");

function forgotten(name: string, way: LiveWay): LiveFault {
  return {
    ...way,
    name,
    truth: "session-lost",
    sign: "silent",
    make: (lab) => lab.filter("router", FORGETS),
  };
}

/** A share of the packets is lost, each way. */
function lossy(
  name: string,
  percent: number,
  way: LiveWay,
  truth: "degraded" | null,
): LiveFault {
  return {
    ...way,
    name,
    truth,
    sign: "quiet",
    quietMs: 30_000,
    make: (lab) =>
      lab.filter(
        "router",
        forward(`numgen random mod 100 < ${percent} drop`),
      ),
  };
}

/** A name with addresses of both families. */
const BOTH: LiveWay = {
  target: `text://${NAMES.both}:${SERVER_PORT}`,
  services: [TEXT_SERVER, names()],
};

function familyCut(name: string, family: "ipv4" | "ipv6"): LiveFault {
  return {
    ...BOTH,
    name,
    truth: "family-broken",
    or: ["session-lost"],
    sign: "silent",
    make: (lab) =>
      lab.filter(
        "router",
        forward(`meta nfproto ${family} tcp dport ${SERVER_PORT} drop`),
      ),
  };
}

/** What breaks on the way, or for one session alone. */
export const LIVE_SESSION_FAULTS: readonly LiveFault[] = [
  forgotten("live-state-expired", TEXT),
  forgotten("live-state-expired-slow", SLOW_TEXT),
  forgotten("live-state-expired-proxied", PROXIED),
  familyCut("live-family-four-cut", "ipv4"),
  familyCut("live-family-six-cut", "ipv6"),
  lossy("live-loss-10", 10, SLOW_TEXT, null),
  lossy("live-loss-10-web", 10, WEB, null),
  lossy("live-loss-30", 30, SLOW_TEXT, "degraded"),
  {
    // Its beats are small, and pass.
    ...TEXT,
    name: "live-mtu-unnoticed",
    truth: null,
    sign: "quiet",
    make: async (lab) => {
      await narrowPath(lab);
      await lab.filter(
        "router",
        output("icmp type destination-unreachable drop"),
      );
    },
  },
  {
    ...WEB,
    name: "live-mtu-blackhole",
    truth: "mtu-blackhole",
    or: ["server-hung"],
    services: [web({ page: "x".repeat(20_000) })],
    arguments: ["--method", "GET"],
    sign: "silent",
    make: async (lab) => {
      await narrowPath(lab);
      await lab.filter(
        "router",
        output("icmp type destination-unreachable drop"),
      );
    },
  },
  {
    ...TEXT,
    name: "live-crawl",
    truth: "degraded",
    sign: "quiet",
    quietMs: 30_000,
    make: async (lab) => {
      await lab.run("router", [
        ...["tc", "qdisc", "add", "dev", "eth1", "root", "tbf"],
        ...["rate", "2kbit", "burst", "200", "limit", "600"],
      ]);
    },
  },
];
