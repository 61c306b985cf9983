import type { Observation } from "../model/observation.ts";
import { probeFirewall } from "../probe/firewall.ts";
import { type KnockInput, probeKnock } from "../probe/knock.ts";
import { answersPing } from "./answers_ping.ts";
import type { LookOptions, Run } from "./run.ts";

/**
 * Looks why a port is silent: whether a rule of this host is, and where the
 * machine answers otherwise, whether it is chance.
 *
 * @param run The run that wants to know.
 * @param input Which connection.
 * @param options How the looks are run.
 */
export async function lookAtSilentPort(
  run: Run,
  input: KnockInput,
  options: LookOptions,
): Promise<void> {
  const { knocks, ...connection } = input;
  const { clock } = run.io;
  const startMs = clock.monotonicMs();
  const { observations } = await run.look(
    probeFirewall,
    connection,
    options,
  );
  if (knocks === 0 || !isUnexplained(observations)) return;
  if (!mayBeChance(run.observations, input.address)) return;
  const passedMs = clock.monotonicMs() - startMs;
  const spentMs = (options.spentMs ?? 0) + passedMs;
  await run.look(probeKnock, input, { ...options, spentMs });
}

/** Whether nothing that this host does keeps the port silent. */
function isUnexplained(observations: readonly Observation[]): boolean {
  return observations.some(({ outcome, detail }) =>
    outcome === "not-filtered" && detail.received === 0 &&
    detail.code === undefined
  );
}

/** Whether the machine answers, and no connection came about yet. */
function mayBeChance(
  observations: readonly Observation[],
  address: string,
): boolean {
  return answersPing(observations, address) &&
    observations.every(({ outcome }) => outcome !== "connected");
}
