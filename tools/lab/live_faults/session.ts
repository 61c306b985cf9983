import type { FailureMode } from "../../../src/model/failure_modes.ts";
import { forward, output } from "../fault.ts";
import { narrowPath } from "../faults/wiring.ts";
import type { Lab } from "../lab.ts";
import type { LiveFault, LiveWay } from "../live_fault.ts";
import { actor, NAMES, names, page, SERVER_PORT } from "../services.ts";
import {
  PATIENT_TEXT,
  PROXIED,
  SLOW_TEXT,
  TEXT,
  TEXT_SERVER,
  WEB,
} from "./ways.ts";

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

/** Beats once a second, to a server that does not give its client up. */
const PATIENT: LiveWay = { ...PATIENT_TEXT, intervalMs: 1000 };

/** What a long silence can be, were it none of lost packets. */
const LOSSES: readonly FailureMode[] = [
  "gateway-unreachable",
  "path-broken",
  "server-unreachable",
  "server-hung",
  "firewall-blocked",
  "session-lost",
];

/** Ten round trips tell little of a loss, and three times ten enough. */
const LOSS_MS = 50_000;

/** A share of the packets is lost, each way. */
function lossy(
  name: string,
  percent: number,
  way: LiveWay,
): LiveFault {
  return {
    ...way,
    name,
    truth: "degraded",
    sign: "quiet",
    quietMs: LOSS_MS,
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

/** Cuts the family that the session uses, or the other one. */
async function cutFamily(lab: Lab, isUsed: boolean): Promise<void> {
  const { stdout } = await lab.run("client", ["ss", "-Htn6"]);
  const isSix = stdout.includes(`:${SERVER_PORT}`);
  const family = isSix === isUsed ? "ipv6" : "ipv4";
  const rule = `meta nfproto ${family} tcp dport ${SERVER_PORT} drop`;
  await lab.filter("router", forward(rule));
}

/** The filter comes first: one word of the router would be remembered. */
async function makeBlackHole(lab: Lab): Promise<void> {
  const silent = output("icmp type destination-unreachable drop");
  await lab.filter("router", silent);
  await narrowPath(lab);
}

/** What breaks on the way, or for one session alone. */
export const LIVE_SESSION_FAULTS: readonly LiveFault[] = [
  forgotten("live-state-expired", TEXT),
  forgotten("live-state-expired-slow", SLOW_TEXT),
  forgotten("live-state-expired-proxied", PROXIED),
  {
    ...BOTH,
    name: "live-family-used-cut",
    truth: "session-lost",
    // What waits for the family that is cut has no time to rule out chance.
    or: ["family-broken", "degraded"],
    flaw: "family-broken",
    sign: "silent",
    make: (lab) => cutFamily(lab, true),
  },
  {
    ...BOTH,
    name: "live-family-other-cut",
    truth: null,
    sign: "quiet",
    make: (lab) => cutFamily(lab, false),
  },
  lossy("live-loss-10", 10, PATIENT),
  lossy("live-loss-10-web", 10, WEB),
  {
    // Silences of three seconds come by themselves here.
    ...lossy("live-loss-30", 30, PATIENT),
    or: LOSSES,
    mayEnd: true,
  },
  {
    // Its beats are small, and pass.
    ...TEXT,
    name: "live-mtu-unnoticed",
    truth: null,
    sign: "quiet",
    make: makeBlackHole,
  },
  {
    ...WEB,
    name: "live-mtu-blackhole",
    truth: "mtu-blackhole",
    or: ["server-hung"],
    services: [
      actor("server", {
        does: "answer",
        port: SERVER_PORT,
        text: page("200 OK", "x".repeat(20_000)),
      }),
    ],
    arguments: ["--method", "GET"],
    sign: "silent",
    make: makeBlackHole,
    undo: (lab) => lab.unfilter("router"),
  },
  {
    // Beats and their answers need a fifth more: a queue of a second stands.
    ...PATIENT_TEXT,
    name: "live-crawl",
    truth: "degraded",
    or: LOSSES,
    mayEnd: true,
    sign: "quiet",
    quietMs: 25_000,
    make: async (lab) => {
      await lab.run("router", [
        ...["tc", "qdisc", "add", "dev", "eth1", "root", "tbf"],
        ...["rate", "1800bit", "burst", "128", "limit", "300"],
      ]);
    },
  },
];
