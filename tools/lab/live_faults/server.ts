import type { FailureMode } from "../../../src/model/failure_modes.ts";
import { input } from "../fault.ts";
import type { LiveFault, LiveWay } from "../live_fault.ts";
import { powerOff, powerOn } from "../live_power.ts";
import { restart } from "../live_services.ts";
import { SERVER_PORT, startServices } from "../services.ts";
import { REFERENCE } from "../faults/targets.ts";
import {
  JSON_LINES,
  PROXIED,
  PROXIES,
  QT,
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
    name,
    truth: "server-stopped",
    or,
    // Where each answer closes, the next beat is the first to see it.
    sign: way.target.startsWith("http:") ? "silent" : "told",
    make: (lab) => lab.signal("server", signal),
    undo: (lab) => restart(lab, service),
  };
}

function stopped(name: string, way: LiveWay): LiveFault {
  return {
    ...way,
    name,
    truth: "server-hung",
    sign: "silent",
    make: (lab) => lab.suspend("server"),
    undo: (lab) => lab.signal("server", "SIGCONT"),
  };
}

function cable(
  name: string,
  way: LiveWay,
  or: readonly FailureMode[],
): LiveFault {
  return {
    ...way,
    name,
    truth: "server-unreachable",
    or,
    sign: "silent",
    make: (lab) => lab.cable("server", "down"),
    undo: (lab) => lab.cable("server", "up"),
  };
}

function firewall(
  name: string,
  rule: string,
  way: LiveWay,
  or: readonly FailureMode[] = [],
): LiveFault {
  return {
    ...way,
    name,
    truth: "firewall-blocked",
    or,
    sign: "silent",
    make: (lab) =>
      lab.filter("server", input(`tcp dport ${SERVER_PORT} ${rule}`)),
    undo: (lab) => lab.unfilter("server"),
  };
}

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
  cable("live-server-cable", TEXT, ["path-broken"]),
  cable("live-server-cable-slow", SLOW_TEXT, ["path-broken"]),
  cable("live-server-cable-reference", { ...TEXT, arguments: REFERENCE }, []),
  cable("live-server-cable-web", WEB, ["path-broken"]),
  cable("live-server-cable-proxied", PROXIED, BEHIND_PROXY),
  {
    ...TEXT,
    name: "live-server-network-down",
    truth: "server-unreachable",
    or: ["path-broken"],
    sign: "silent",
    make: (lab) => lab.ip("server", "link set eth0 down"),
    undo: (lab) =>
      lab.ip("server", "link set eth0 up", "route add default via 10.77.2.1"),
  },
  {
    ...TEXT,
    name: "live-server-off",
    truth: "server-unreachable",
    or: ["path-broken"],
    sign: "silent",
    make: (lab) => powerOff(lab, "server"),
    async undo(lab) {
      await powerOn(lab, "server");
      await startServices(lab, [TEXT_SERVER]);
    },
  },
  {
    ...TEXT,
    name: "live-server-power-cycle",
    truth: "session-lost",
    sign: "silent",
    async make(lab) {
      await powerOff(lab, "server");
      await powerOn(lab, "server");
      await startServices(lab, [TEXT_SERVER]);
    },
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
