import type { FailureMode } from "../../../src/model/failure_modes.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { web } from "../services.ts";
import { BEHIND_PROXY } from "./look_alikes.ts";
import {
  type Break,
  BY_DANTED,
  BY_OWN,
  BY_SQUID,
  BY_TINYPROXY,
  cold,
  NEAR_PROXIES,
  STRAIGHT,
  warm,
} from "./variants.ts";

type Ended = "SIGTERM" | "SIGKILL";

const SHORT = { SIGTERM: "term", SIGKILL: "kill" } as const;

async function end(lab: Lab, host: "proxy" | "server", by: Ended) {
  await lab.signal(host, by);
  await lab.ended(host);
}

function proxyEnded(by: Ended): Break {
  return {
    name: `proxy-${SHORT[by]}`,
    truth: "proxy-stopped",
    services: [web()],
    make: (lab) => end(lab, "proxy", by),
  };
}

function serverEnded(by: Ended, or: readonly FailureMode[] = []): Break {
  return {
    name: `server-${SHORT[by]}`,
    truth: "server-stopped",
    or,
    services: [web()],
    make: (lab) => end(lab, "server", by),
  };
}

const PROXY_STOPPED: Break = {
  name: "proxy-stop",
  truth: "proxy-hung",
  silent: true,
  services: [web()],
  make: (lab) => lab.suspend("proxy"),
};

const SERVER_STOPPED: Break = {
  name: "server-stop",
  truth: "server-hung",
  or: ["mtu-blackhole"],
  silent: true,
  services: [web()],
  make: (lab) => lab.suspend("server"),
};

/** Processes that worked, and then were ended or stopped by a signal. */
export const PROCESS_FAULTS: readonly Fault[] = [
  ...warm(proxyEnded("SIGTERM"), ...NEAR_PROXIES),
  ...warm(proxyEnded("SIGKILL"), ...NEAR_PROXIES),
  ...cold(PROXY_STOPPED, BY_OWN),
  ...warm(PROXY_STOPPED, ...NEAR_PROXIES),
  ...warm(serverEnded("SIGTERM"), STRAIGHT, BY_OWN),
  ...warm(serverEnded("SIGKILL"), STRAIGHT, BY_SQUID, BY_DANTED),
  ...warm(serverEnded("SIGKILL", BEHIND_PROXY), BY_TINYPROXY),
  ...cold(SERVER_STOPPED, BY_OWN, BY_SQUID, BY_DANTED),
  ...warm(SERVER_STOPPED, STRAIGHT, ...NEAR_PROXIES),
];
