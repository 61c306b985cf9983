import { type Channel, IoError } from "../io/io.ts";
import { prefixedChannel } from "../io/prefixed_channel.ts";
import { MAX_FIRST_BYTES } from "../model/limits.ts";
import { scrub } from "../model/scrub.ts";
import { startDeadline } from "./deadline.ts";
import { errorDetail, isTlsAlert } from "./error_detail.ts";
import type { ProbeContext } from "./probe.ts";
import type { Opening } from "./session_opening.ts";

/**
 * How long a peer that promises nothing is listened to, in milliseconds: a
 * server that turns clients away closes at once, and one round trip of a
 * continent is 50 ms. Every healthy diagnosis pays for it.
 */
const SESSION_GRACE_MS = 50;

/** Says nothing, and listens for a greeting or an end for a moment. */
export async function listen(
  channel: Channel,
  context: ProbeContext,
): Promise<Opening> {
  const graceMs = Math.min(SESSION_GRACE_MS, context.timeoutMs);
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
