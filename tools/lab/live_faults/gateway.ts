import type { FailureMode } from "../../../src/model/failure_modes.ts";
import { forward } from "../fault.ts";
import type { Lab } from "../lab.ts";
import type { LiveFault, LiveWay } from "../live_fault.ts";
import { portOf } from "../topology.ts";
import { cableOf, firewallOf } from "./breaks.ts";
import { PROXIED, REFERRED, SLOW_TEXT, TEXT, throughFar, WEB } from "./ways.ts";

/** What a silence from beyond the gateway can be where none is asked there. */
const BEYOND: readonly FailureMode[] = ["path-broken", "server-unreachable"];

/** What a proxy on the client's link cannot tell of its own way. */
const BEHIND_PROXY: readonly FailureMode[] = [
  "server-unreachable",
  "firewall-blocked",
  "server-hung",
];

const MACHINE: readonly FailureMode[] = [
  "proxy-network-down",
  "proxy-cable-unplugged",
  "proxy-machine-off",
];

/** The gateway loses the cable to the client's link. */
function silentGateway(
  name: string,
  way: LiveWay,
  or: readonly FailureMode[] = [],
): LiveFault {
  const truth = "gateway-unreachable";
  return { ...way, ...cableOf("router"), name, truth, or, sign: "silent" };
}

/** The gateway forwards nothing any more, and says nothing of it. */
function cutPath(
  name: string,
  way: LiveWay,
  or: readonly FailureMode[],
): LiveFault {
  const breaking = firewallOf("router", forward("drop"));
  return {
    ...way,
    ...breaking,
    name,
    truth: "path-broken",
    or,
    sign: "silent",
  };
}

function farCable(lab: Lab, state: "up" | "down"): Promise<void> {
  return lab.ip("switch", `link set ${portOf("router", "eth1")} ${state}`);
}

/** What breaks at the gateway, and on the path beyond it. */
export const LIVE_GATEWAY_FAULTS: readonly LiveFault[] = [
  silentGateway("live-gateway-silent", TEXT, BEYOND),
  silentGateway("live-gateway-silent-slow", SLOW_TEXT, BEYOND),
  silentGateway("live-gateway-silent-web", WEB, BEYOND),
  silentGateway("live-gateway-silent-proxied-far", throughFar(TEXT), [
    ...MACHINE,
    "path-broken",
  ]),
  cutPath("live-path-cut", TEXT, ["server-unreachable", "firewall-blocked"]),
  cutPath("live-path-cut-reference", REFERRED, []),
  cutPath("live-path-cut-proxied", PROXIED, BEHIND_PROXY),
  cutPath("live-path-cut-proxied-far", throughFar(TEXT), MACHINE),
  {
    ...REFERRED,
    name: "live-path-far-cable",
    truth: "path-broken",
    sign: "silent",
    make: (lab) => farCable(lab, "down"),
    undo: (lab) => farCable(lab, "up"),
  },
];
