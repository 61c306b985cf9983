import type { FailureMode } from "../../../src/model/failure_modes.ts";
import { agentOn, type AgentWay } from "../agent.ts";
import type { LiveFault, LiveSign, LiveWay } from "../live_fault.ts";
import { powerOff, powerOn } from "../live_power.ts";
import { startServices } from "../services.ts";
import { type Break, cableOf, endOf, interfaceOf } from "./breaks.ts";
import { PROXIES, TEXT, TEXT_SERVER, through } from "./ways.ts";

const SQUID = PROXIES.squid.service;

/** A session behind a proxy whose machine has an agent. */
function withAgent(agent: AgentWay): LiveWay {
  const way = through(TEXT, PROXIES.squid);
  return { ...way, agent, services: [...way.services, agentOn(agent)] };
}

/** What the silence of the machine can be before the agent is heard. */
const MACHINE: readonly FailureMode[] = [
  "proxy-network-down",
  "proxy-cable-unplugged",
  "proxy-machine-off",
];

/** A fault whose name is known while it lasts. */
function told(
  name: string,
  truth: FailureMode,
  sign: LiveSign,
  breaking: Break,
): LiveFault {
  const or = MACHINE.includes(truth) ? MACHINE : [];
  return {
    ...withAgent("aside"),
    ...{ name: `live-agent-${name}`, truth, or, sign },
    ...breaking,
  };
}

/** A fault whose name is known once the machine is back. */
function toldLater(
  name: string,
  truth: FailureMode,
  breaking: Break,
): LiveFault[] {
  const fault: LiveFault = {
    ...withAgent("lan"),
    ...{ name: `live-agent-later-${name}`, truth, or: MACHINE, sign: "silent" },
    ...breaking,
  };
  const earlier = `watch-agent-later-${name}`;
  return [fault, { ...fault, name: earlier, isEarlier: true }];
}

/** A loss of power, after which agent and proxy start again. */
const POWER: Break = {
  make: (lab) => powerOff(lab, "proxy"),
  async undo(lab) {
    await powerOn(lab, "proxy");
    await startServices(lab, [SQUID, agentOn("lan")]);
  },
};

/** The six cases with an agent, and what only it can tell. */
export const LIVE_AGENT_FAULTS: readonly LiveFault[] = [
  told("client-cable", "client-cable-unplugged", "client", cableOf("client")),
  told(
    "client-disabled",
    "client-network-down",
    "client",
    interfaceOf("client"),
  ),
  told("proxy-kill", "proxy-stopped", "told", endOf(SQUID, "SIGKILL")),
  told(
    "proxy-network",
    "proxy-network-down",
    "silent",
    interfaceOf("proxy"),
  ),
  told("proxy-cable", "proxy-cable-unplugged", "silent", cableOf("proxy")),
  told("server-kill", "server-stopped", "told", endOf(TEXT_SERVER, "SIGKILL")),
  ...toldLater("network", "proxy-network-down", interfaceOf("proxy")),
  ...toldLater("cable", "proxy-cable-unplugged", cableOf("proxy")),
  ...toldLater("off", "proxy-machine-off", POWER),
];
