import type { HostRole } from "../model/observation.ts";
import type { ObservedSegment } from "../model/segment.ts";
import type { PingOutput } from "../wire/ping_output.ts";
import { startDeadline } from "./deadline.ts";
import { echoSeen } from "./echo.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { startLook } from "./record.ts";
import { runPing } from "./run_ping.ts";

/** Which path to look at, and how often. */
export interface LossInput {
  /** Which segment the host at its end belongs to. */
  readonly segment: ObservedSegment;
  /** Why that host is asked. */
  readonly role: HostRole;
  /** The host's literal address. */
  readonly address: string;
  /** How many echo requests are sent. */
  readonly requests: number;
  /** Whether it answered one before: that it answers all is no news then. */
  readonly isAnswered: boolean;
}

/**
 * Looks whether some packets get lost where others pass, by a row of pings. To
 * be run where a connection is silent: at 30 % loss each way, all copies of a
 * request are lost in one case of ten, and nothing else need show it.
 *
 * @param input Which path, and how often.
 * @param context The world, the signal and the time-out.
 * @returns One observation where some were answered and others were not, or
 * where none was before; none where nothing was lost, nor where nothing can be
 * said.
 * @throws {TypeError} The address is no literal address.
 */
export async function probeLoss(
  input: LossInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { segment, address, requests, isAnswered } = input;
  const look = startLook(
    { probe: "ping", segment, subject: address },
    context.io,
  );
  const deadline = startDeadline(context);
  try {
    const waitMs = context.timeoutMs;
    const run = await runPing(
      { probe: "ping", address, requests, waitMs, until: deadline.signal },
      context,
    );
    if (run.kind === "lost") return { observations: [] };
    const { output } = run;
    const transmitted = sentOf(output);
    const isWhole = output.received >= transmitted;
    if (output.received === 0 || (isWhole && isAnswered)) {
      return { observations: [] };
    }
    return {
      observations: [echoSeen({ ...output, transmitted }, input, look)],
    };
  } finally {
    deadline.stop();
  }
}

/**
 * How many requests an answer could be expected to. Whoever was ended before
 * its sum may have been about to hear what is missing after the last answer.
 */
function sentOf({ transmitted, received, replies }: PingOutput): number {
  if (transmitted !== undefined) return transmitted;
  const numbers = replies.flatMap(({ sequence }) => sequence ?? []);
  if (numbers.length < received) return received;
  return Math.max(...numbers) - Math.min(...numbers) + 1;
}
