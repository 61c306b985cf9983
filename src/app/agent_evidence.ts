import { classify } from "../core/classify/classify.ts";
import { needsAgent } from "../core/journal/outage_cause.ts";
import { type AgentAccess, parseAgent, parseToken } from "../model/agent.ts";
import type { Observation } from "../model/observation.ts";
import type { AgentInput } from "../probe/agent.ts";
import type { ProbeContext } from "../probe/probe.ts";

/**
 * Checks how an agent is asked, before anybody is.
 *
 * @param access Where, and with which token; nothing where nobody is asked.
 * @throws {SyntaxError} The URL or the token cannot be read.
 * @throws {RangeError} The port or the token's length is out of range.
 */
export function parseAccess(
  access: AgentAccess | undefined,
): AgentInput | undefined {
  return access && {
    agent: parseAgent(access.url),
    token: parseToken(access.token, "the token"),
  };
}

/**
 * Asks the agent on the proxy machine where the rest of the evidence leaves
 * open what only it can tell.
 *
 * @param observations All that was seen.
 * @param input The agent; nobody is asked without.
 * @param context The world, the signal and the time-out.
 * @returns What was seen of the agent.
 */
export async function agentEvidence(
  observations: readonly Observation[],
  input: AgentInput | undefined,
  context: ProbeContext,
): Promise<readonly Observation[]> {
  const candidates = classify(observations)?.candidates ?? [];
  if (input === undefined || !needsAgent(candidates)) return [];
  const { probeAgent } = await import("../probe/agent.ts");
  const result = await probeAgent(input, context);
  context.signal.throwIfAborted();
  return result.observations;
}
