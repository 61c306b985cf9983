import type { FailureMode } from "../../../src/model/failure_modes.ts";
import type { LiveFault } from "../live_fault.ts";
import { powerOff, powerOn } from "../live_power.ts";
import { restart } from "../live_services.ts";
import { PROXY_PORT, startServices, tinyproxy } from "../services.ts";
import { input } from "../fault.ts";
import {
  PROXIED,
  PROXIES,
  type ProxyKind,
  SLOW_TEXT,
  TEXT,
  through,
  WEB,
} from "./ways.ts";

/** A silent proxy machine: from the client they all look the same. */
const MACHINE: readonly FailureMode[] = [
  "proxy-network-down",
  "proxy-cable-unplugged",
  "proxy-machine-off",
];

/** What ends, and what stops, the process of each proxy. */
function processFaults(kind: ProxyKind): readonly LiveFault[] {
  const way = through(TEXT, kind);
  const ends = (["SIGTERM", "SIGKILL"] as const).map((signal): LiveFault => ({
    ...way,
    name: `live-proxy-${signal.slice(3).toLowerCase()}-${kind.name}`,
    truth: "proxy-stopped",
    sign: "told",
    // Some take their time to obey: the fault is that they are gone.
    async make(lab) {
      await lab.signal("proxy", signal);
      await lab.ended("proxy");
    },
    undo: (lab) => restart(lab, kind.service),
  }));
  return [...ends, {
    ...way,
    name: `live-proxy-stop-${kind.name}`,
    truth: "proxy-hung",
    sign: "silent",
    make: (lab) => lab.suspend("proxy"),
    undo: (lab) => lab.signal("proxy", "SIGCONT"),
  }];
}

/** What breaks at the proxy. */
export const LIVE_PROXY_FAULTS: readonly LiveFault[] = [
  ...Object.values(PROXIES).flatMap(processFaults),
  {
    ...through(WEB, PROXIES.squid),
    name: "live-proxy-kill-web",
    truth: "proxy-stopped",
    // A web server closes after each answer: the next beat is the first to see.
    sign: "silent",
    make: (lab) => lab.signal("proxy", "SIGKILL"),
    undo: (lab) => restart(lab, PROXIES.squid.service),
  },
  {
    ...PROXIED,
    name: "live-proxy-network-down",
    truth: "proxy-network-down",
    or: MACHINE,
    sign: "silent",
    make: (lab) => lab.ip("proxy", "link set eth0 down"),
    undo: (lab) =>
      lab.ip("proxy", "link set eth0 up", "route add default via 10.77.1.1"),
  },
  {
    ...PROXIED,
    name: "live-proxy-cable",
    truth: "proxy-cable-unplugged",
    or: MACHINE,
    sign: "silent",
    make: (lab) => lab.cable("proxy", "down"),
    undo: (lab) => lab.cable("proxy", "up"),
  },
  {
    ...through(SLOW_TEXT, PROXIES.squid),
    name: "live-proxy-cable-slow",
    truth: "proxy-cable-unplugged",
    or: MACHINE,
    sign: "silent",
    make: (lab) => lab.cable("proxy", "down"),
    undo: (lab) => lab.cable("proxy", "up"),
  },
  {
    ...PROXIED,
    name: "live-proxy-off",
    truth: "proxy-machine-off",
    or: MACHINE,
    sign: "silent",
    make: (lab) => powerOff(lab, "proxy"),
    async undo(lab) {
      await powerOn(lab, "proxy");
      await startServices(lab, [tinyproxy()]);
    },
  },
  {
    ...PROXIED,
    name: "live-proxy-power-cycle",
    truth: "session-lost",
    sign: "silent",
    async make(lab) {
      await powerOff(lab, "proxy");
      await powerOn(lab, "proxy");
      await startServices(lab, [tinyproxy()]);
    },
  },
  {
    ...PROXIED,
    name: "live-proxy-back-without-process",
    truth: "proxy-stopped",
    sign: "silent",
    async make(lab) {
      await powerOff(lab, "proxy");
      await powerOn(lab, "proxy");
    },
    undo: (lab) => startServices(lab, [tinyproxy()]),
  },
  {
    ...PROXIED,
    name: "live-proxy-firewall-drops",
    truth: "firewall-blocked",
    or: ["proxy-hung"],
    sign: "silent",
    make: (lab) => lab.filter("proxy", input(`tcp dport ${PROXY_PORT} drop`)),
    undo: (lab) => lab.unfilter("proxy"),
  },
];
