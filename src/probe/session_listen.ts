import { type Channel, IoError } from "../io/io.ts";
import { prefixedChannel } from "../io/prefixed_channel.ts";
import { MAX_FIRST_BYTES } from "../model/limits.ts";
import type { Target } from "../model/target.ts";
import { scrub } from "../model/scrub.ts";
import { startDeadline } from "./deadline.ts";
import { errorDetail, isTlsAlert } from "./error_detail.ts";
import type { ProbeContext } from "./probe.ts";
import type { Opening, OpenOptions } from "./session_opening.ts";

/**
 * How long a peer that promises nothing is listened to, in milliseconds. One
 * that turns clients away closes at once, and one that wants a certificate says
 * so by an alert, each a round trip later. Every healthy diagnosis pays for it.
 */
const GRACE = {
  /** Beside the round trip: a process that is woken, and one that listens. */
  leastMs: 20,
  /** Where the round trip is not known: that of a continent. */
  unknownMs: 50,
  /** Longest: a connect that took so long has lost a packet. */
  mostMs: 500,
} as const;

/** Says nothing, and listens for a greeting or an end for a moment. */
export async function listen(
  channel: Channel,
  context: ProbeContext,
  _target: Target,
  { rttMs }: OpenOptions,
): Promise<Opening> {
  const wantedMs = rttMs === undefined
    ? GRACE.unknownMs
    : GRACE.leastMs + rttMs;
  const graceMs = Math.min(wantedMs, GRACE.mostMs, context.timeoutMs);
  const deadline = startDeadline(context, graceMs);
  const phase = "greeting";
  try {
    const bytes = await channel.read(deadline.signal);
    if (bytes === null) return { outcome: "closed", detail: { phase } };
    const firstBytes = scrub(bytes.subarray(0, MAX_FIRST_BYTES));
    return {
      outcome: "answered",
      detail: { phase, firstBytes },
      channel: prefixedChannel(channel, bytes),
    };
  } catch (error) {
    if (error instanceof IoError) {
      const outcome = isTlsAlert(error) ? "tls-alert" : "reset";
      return { outcome, detail: { phase, ...errorDetail(error) } };
    }
    if (!deadline.expired) throw error;
    return { outcome: "accepted", detail: { phase }, channel };
  } finally {
    deadline.stop();
  }
}
