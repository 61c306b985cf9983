import { agentOn } from "../agent.ts";
import type { Fault } from "../fault.ts";
import { web } from "../services.ts";
import { PROXY_MACHINE } from "./look_alikes.ts";
import { type Break, BY_SQUID, cold } from "./variants.ts";

/** A break that is asked of the agent as well, by a cable of its own. */
function told(name: string, broken: Omit<Break, "name" | "services">): Fault[] {
  const services = [web(), agentOn("aside")];
  const one: Break = { ...broken, name, services, agent: "aside" };
  return cold(one, BY_SQUID);
}

/** The six cases, behind a proxy whose machine has an agent. */
export const AGENT_FAULTS: readonly Fault[] = [
  ...told("agent-client-cable", {
    truth: "client-cable-unplugged",
    make: (lab) => lab.cable("client", "down"),
  }),
  ...told("agent-client-disabled", {
    truth: "client-network-down",
    make: (lab) => lab.ip("client", "link set eth0 down"),
  }),
  ...told("agent-proxy-kill", {
    truth: "proxy-stopped",
    make: (lab) => lab.end("proxy"),
  }),
  ...told("agent-proxy-network", {
    truth: "proxy-network-down",
    or: PROXY_MACHINE,
    silent: true,
    make: (lab) => lab.ip("proxy", "link set eth0 down"),
  }),
  ...told("agent-proxy-cable", {
    truth: "proxy-cable-unplugged",
    or: PROXY_MACHINE,
    silent: true,
    make: (lab) => lab.cable("proxy", "down"),
  }),
  ...told("agent-server-kill", {
    truth: "server-stopped",
    make: (lab) => lab.end("server"),
  }),
];
