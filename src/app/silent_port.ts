import type { Observation } from "../model/observation.ts";
import { probeFirewall } from "../probe/firewall.ts";
import { probeKnock } from "../probe/knock.ts";
import { answersPing } from "./answers_ping.ts";
import { LossLook } from "./loss_look.ts";
import { SILENT_MACHINE_PACKETS, spareKnocks } from "./packet_plan.ts";
import type { Run } from "./run.ts";
import { annotate, type Way } from "./way.ts";

/** Which port is silent. */
export interface SilentPort {
  /** Which segment the machine belongs to. */
  readonly segment: "proxy" | "server";
  /** The way to it. */
  readonly way: Way;
  /** The port, 1 to 65535. */
  readonly port: number;
  /** Whether no other address is tried. */
  readonly isAlone: boolean;
  /** How many references are asked. */
  readonly references: number;
  /** How much of the time-out had passed before, in milliseconds. */
  readonly spentMs: number;
}

/**
 * Most references beside which a silent machine is pinged in a row: each takes
 * one of the subprocesses of a diagnosis, and so does the row.
 */
const MAX_REFERENCES = 1;

/**
 * Looks why a port is silent: whether a rule of this host is, or else whether
 * it is chance. Where the machine answers otherwise, the port is tried again;
 * where it has answered nothing yet, it is pinged again.
 *
 * @param run The run that wants to know.
 * @param port Which port.
 */
export async function lookAtSilentPort(
  run: Run,
  { segment, way, port, isAlone, references, spentMs }: SilentPort,
): Promise<void> {
  const { clock } = run.io;
  const startMs = clock.monotonicMs();
  const connection = { segment, address: way.address, port };
  const noted = (observation: Observation) => annotate(observation, way);
  const { observations } = await run.look(
    probeFirewall,
    connection,
    { annotate: noted, spentMs },
  );
  if (!isAlone || !isUnexplained(observations)) return;
  if (hasConnected(run.observations)) return;
  const begun = { spentMs: spentMs + clock.monotonicMs() - startMs };
  if (answersPing(run.observations, way.address)) {
    const input = { ...connection, knocks: spareKnocks(references) };
    await run.look(probeKnock, input, { annotate: noted, ...begun });
  } else if (references <= MAX_REFERENCES) {
    const loss = new LossLook(run, { segment, way, references });
    loss.start({ ...begun, packetsBeside: SILENT_MACHINE_PACKETS });
  }
}

/** Whether nothing that this host does keeps the port silent. */
function isUnexplained(observations: readonly Observation[]): boolean {
  return observations.some(({ outcome, detail }) =>
    outcome === "not-filtered" && detail.received === 0 &&
    detail.code === undefined
  );
}

function hasConnected(observations: readonly Observation[]): boolean {
  return observations.some(({ outcome }) => outcome === "connected");
}
