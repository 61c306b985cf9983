import type { FailureMode } from "../../../src/model/failure_modes.ts";
import { input } from "../fault.ts";
import type { LiveFault, LiveWay } from "../live_fault.ts";
import { powerOff, powerOn } from "../live_power.ts";
import { PROXY_PORT, startServices } from "../services.ts";
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
  PROXIED,
  PROXIES,
  type ProxyKind,
  SLOW_TEXT,
  TEXT,
  through,
  WEB,
} from "./ways.ts";

const TINYPROXY = PROXIES.tinyproxy.service;
const SQUID = PROXIES.squid.service;

/** What ends, and what stops, the process of each proxy. */
function processFaults(kind: ProxyKind): readonly LiveFault[] {
  const { name, service } = kind;
  const way = through(TEXT, kind);
  const ends = (["SIGTERM", "SIGKILL"] as const).map((signal): LiveFault => ({
    ...way,
    ...endOf(service, signal),
    name: `live-proxy-${signal.slice(3).toLowerCase()}-${name}`,
    truth: "proxy-stopped",
    // While it ends it may still accept, and close without a word.
    or: signal === "SIGTERM" ? ["proxy-denied"] : [],
    sign: "told",
  }));
  return [...ends, {
    ...way,
    ...stopOf("proxy"),
    name: `live-proxy-stop-${name}`,
    truth: "proxy-hung",
    sign: "silent",
  }];
}

/** A machine that falls silent: from the client they all look the same. */
function silentMachine(
  name: string,
  truth: FailureMode,
  breaking: Break,
  way: LiveWay = PROXIED,
): LiveFault {
  const or = [
    "proxy-network-down",
    "proxy-cable-unplugged",
    "proxy-machine-off",
  ] as const;
  return { ...way, ...breaking, name, truth, or, sign: "silent" };
}

/** What breaks at the proxy. */
export const LIVE_PROXY_FAULTS: readonly LiveFault[] = [
  ...Object.values(PROXIES).flatMap(processFaults),
  {
    ...through(WEB, PROXIES.squid),
    ...endOf(SQUID, "SIGKILL"),
    name: "live-proxy-kill-web",
    truth: "proxy-stopped",
    // A web server closes after each answer: the next beat is the first to see.
    sign: "silent",
  },
  silentMachine(
    "live-proxy-network-down",
    "proxy-network-down",
    interfaceOf("proxy"),
  ),
  silentMachine("live-proxy-cable", "proxy-cable-unplugged", cableOf("proxy")),
  silentMachine(
    "live-proxy-cable-slow",
    "proxy-cable-unplugged",
    cableOf("proxy"),
    through(SLOW_TEXT, PROXIES.squid),
  ),
  silentMachine("live-proxy-off", "proxy-machine-off", powerOf(TINYPROXY)),
  {
    ...PROXIED,
    name: "live-proxy-power-cycle",
    truth: "session-lost",
    sign: "silent",
    make: (lab) => powerCycle(lab, TINYPROXY),
    isRace: true,
  },
  {
    ...PROXIED,
    name: "live-proxy-back-without-process",
    truth: "proxy-stopped",
    sign: "silent",
    isRace: true,
    async make(lab) {
      await powerOff(lab, "proxy");
      await powerOn(lab, "proxy");
    },
    undo: (lab) => startServices(lab, [TINYPROXY]),
  },
  {
    ...PROXIED,
    ...firewallOf("proxy", input(`tcp dport ${PROXY_PORT} drop`)),
    name: "live-proxy-firewall-drops",
    truth: "firewall-blocked",
    or: ["proxy-hung"],
    sign: "silent",
  },
];
