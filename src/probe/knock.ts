import { addressFamily, formatAuthority } from "../model/host.ts";
import { startDeadline } from "./deadline.ts";
import type { FirewallInput } from "./firewall.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { startLook } from "./record.ts";
import { tryConnect } from "./try_connect.ts";

/** Longest wait for each, in milliseconds: one round trip of a continent. */
export const KNOCK_MS = 150;

/** Which connection to try, and how often. */
export interface KnockInput extends FirewallInput {
  /** Most connects; with none nothing is done. */
  readonly knocks: number;
}

/**
 * Tries a silent port of a machine that answers some times more: it may be
 * chance that all packets so far got lost.
 *
 * @param input Which connection.
 * @param context The world, the signal and the time-out.
 * @returns One observation where the port opened; none where it did not.
 */
export async function probeKnock(
  input: KnockInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { io } = context;
  const { segment, address, port, knocks } = input;
  const subject = formatAuthority(address, port);
  const look = startLook({ probe: "firewall", segment, subject }, io);
  const deadline = startDeadline(context);
  const within = { ...context, signal: deadline.signal };
  try {
    for (let sent = 1; sent <= knocks; sent++) {
      const { end } = await tryConnect(input, KNOCK_MS, within);
      if (end === "connected") {
        const family = addressFamily(address);
        const asked = { address, port, ...(family !== 0 && { family }) };
        const detail = { ...asked, sent, received: 1 };
        return { observations: [look.end("not-filtered", detail)] };
      }
      if (end !== "silent" || deadline.signal.aborted) break;
    }
    return { observations: [] };
  } finally {
    deadline.stop();
  }
}
