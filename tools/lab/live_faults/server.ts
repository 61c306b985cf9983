import type { FailureMode } from "../../../src/model/failure_modes.ts";
import { input } from "../fault.ts";
import type { LiveFault, LiveWay } from "../live_fault.ts";
import { SERVER_PORT } from "../services.ts";
import {
  type Break,
  cableOf,
  endOf,
  firewallOf,
  interfaceOf,
  powerCycle,
  powerOf,
  stopOf,
} from "./breaks.ts";
import {
  JSON_LINES,
  PROXIED,
  PROXIES,
  QT,
  REFERRED,
  SLOW_TEXT,
  SOCKET,
  TEXT,
  TEXT_SERVER,
  through,
  WEB,
} from "./ways.ts";

/** What a proxy that says nothing of why leaves open. */
const BEHIND_PROXY: readonly FailureMode[] = [
  "server-stopped",
  "server-unreachable",
  "server-hung",
  "path-broken",
  "firewall-blocked",
];

function ended(
  name: string,
  signal: "SIGTERM" | "SIGKILL",
  way: LiveWay,
  or: readonly FailureMode[] = [],
): LiveFault {
  const [service = TEXT_SERVER] = way.services;
  return {
    ...way,
    ...endOf(service, signal),
    name,
    truth: "server-stopped",
    or,
    // Where each answer closes, the next beat is the first to see it.
    sign: way.target.startsWith("http:") ? "silent" : "told",
  };
}

function stopped(name: string, way: LiveWay): LiveFault {
  return {
    ...way,
    ...stopOf("server"),
    name,
    truth: "server-hung",
    sign: "silent",
  };
}

/** A machine that falls silent. */
function silentMachine(
  name: string,
  breaking: Break,
  way: LiveWay,
  or: readonly FailureMode[],
): LiveFault {
  const truth = "server-unreachable";
  return { ...way, ...breaking, name, truth, or, sign: "silent" };
}

function firewall(
  name: string,
  rule: string,
  way: LiveWay,
  or: readonly FailureMode[] = [],
): LiveFault {
  const chain = input(`tcp dport ${SERVER_PORT} ${rule}`);
  const truth = "firewall-blocked";
  const breaking = firewallOf("server", chain);
  return { ...way, ...breaking, name, truth, or, sign: "silent" };
}

const CABLE = cableOf("server");

/** What a client without a reference leaves open. */
const PATH: readonly FailureMode[] = ["path-broken"];

/** What breaks at the server. */
export const LIVE_SERVER_FAULTS: readonly LiveFault[] = [
  ended("live-server-term", "SIGTERM", TEXT),
  ended("live-server-kill", "SIGKILL", TEXT),
  ended("live-server-kill-json", "SIGKILL", JSON_LINES),
  ended("live-server-kill-qt", "SIGKILL", QT),
  ended("live-server-term-ws", "SIGTERM", SOCKET),
  ended("live-server-kill-web", "SIGKILL", WEB),
  ...Object.values(PROXIES).map((kind) =>
    ended(
      `live-server-kill-${kind.name}`,
      "SIGKILL",
      through(TEXT, kind),
      BEHIND_PROXY,
    )
  ),
  stopped("live-server-stop", TEXT),
  stopped("live-server-stop-slow", SLOW_TEXT),
  stopped("live-server-stop-json", JSON_LINES),
  stopped("live-server-stop-qt", QT),
  stopped("live-server-stop-ws", SOCKET),
  stopped("live-server-stop-web", WEB),
  ...Object.values(PROXIES).map((kind) =>
    stopped(`live-server-stop-${kind.name}`, through(TEXT, kind))
  ),
  silentMachine("live-server-cable", CABLE, TEXT, PATH),
  silentMachine("live-server-cable-slow", CABLE, SLOW_TEXT, PATH),
  silentMachine("live-server-cable-reference", CABLE, REFERRED, []),
  silentMachine("live-server-cable-web", CABLE, WEB, PATH),
  silentMachine("live-server-cable-proxied", CABLE, PROXIED, BEHIND_PROXY),
  silentMachine(
    "live-server-network-down",
    interfaceOf("server"),
    TEXT,
    PATH,
  ),
  silentMachine("live-server-off", powerOf(TEXT_SERVER), TEXT, PATH),
  {
    ...TEXT,
    name: "live-server-power-cycle",
    truth: "session-lost",
    sign: "silent",
    make: (lab) => powerCycle(lab, TEXT_SERVER),
    isRace: true,
  },
  firewall("live-server-firewall-drops", "drop", TEXT, ["server-hung"]),
  firewall(
    "live-server-firewall-drops-proxied",
    "drop",
    PROXIED,
    BEHIND_PROXY,
  ),
  firewall(
    "live-server-firewall-rejects",
    "reject with icmpx type admin-prohibited",
    TEXT,
  ),
  {
    // A firewall that imitates a closed port is one, to any observer.
    ...firewall("live-server-firewall-resets", "reject with tcp reset", TEXT),
    truth: "server-stopped",
  },
];
