import { classify } from "../core/classify/classify.ts";
import { isLocal } from "../core/machine/judgement.ts";
import { boundedIo } from "../io/bounded.ts";
import { createHostReader } from "../probe/host_reader.ts";
import { probeLink } from "../probe/link.ts";
import type { ProbeContext } from "../probe/probe.ts";
import type { PathFinding } from "./path_looks.ts";
import { reapingIo } from "./reaping_io.ts";

/**
 * Looks at the link towards a destination alone, without a packet.
 *
 * @param destination A literal address.
 * @param context The world, the signal and the time-out.
 * @returns What is certain to be broken; `undefined` where the link is not, or
 * where it cannot be told.
 */
export async function findOwnLinkLost(
  destination: string,
  context: ProbeContext,
): Promise<PathFinding | undefined> {
  const { io, reaped } = reapingIo(boundedIo(context.io));
  const host = createHostReader(io, context.signal);
  const { observations } = await probeLink(
    { host, destination },
    { ...context, io },
  ).finally(reaped);
  const verdict = classify(observations);
  const isCertain = verdict !== null && verdict.certain && isLocal(verdict);
  return isCertain ? { verdict, observations } : undefined;
}
