import { type Channel, IoError } from "../io/io.ts";
import { prefixedChannel } from "../io/prefixed_channel.ts";
import { MAX_FIRST_BYTES } from "../model/limits.ts";
import type { ObservationDetail, Outcome } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { TargetScheme } from "../model/target.ts";
import { startDeadline } from "./deadline.ts";
import { errorDetail, isTlsAlert } from "./error_detail.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { startLook } from "./record.ts";

/** What to listen to. */
export interface SessionInput {
  /** What the target speaks. */
  readonly scheme: TargetScheme;
  /** What is looked at: `host:port`. */
  readonly subject: string;
  /** The open stream; the probe owns it. */
  readonly channel: Channel;
}

/**
 * How long a peer that promises nothing is listened to, in milliseconds: a
 * server that turns clients away closes at once, and one round trip of a
 * continent is 50 ms. Every healthy diagnosis pays for it.
 */
const SESSION_GRACE_MS = 50;

/** What the first moment of a session told. */
interface Opening {
  readonly outcome: Outcome;
  readonly detail: ObservationDetail;
  /** The stream as the next layer shall see it, where it lives on. */
  readonly channel?: Channel;
}

/** How a protocol opens; it ends with its context at the latest. */
type Open = (channel: Channel, context: ProbeContext) => Promise<Opening>;

/** How each protocol opens. One that promises something gets its own entry. */
const OPEN_BY_SCHEME: Readonly<Record<TargetScheme, Open>> = {
  tcp: listen,
  tls: listen,
  text: listen,
  json: listen,
  qt: listen,
  ws: listen,
  wss: listen,
  http: listen,
  https: listen,
  redis: listen,
  rediss: listen,
};

/**
 * Looks at what the target's protocol promises at once.
 *
 * @param input The stream and what is spoken on it.
 * @param context The world, the signal and the time-out.
 * @returns One observation, and the stream where the session stands.
 */
export async function probeSession(
  input: SessionInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { scheme, subject } = input;
  const { io, signal } = context;
  const look = startLook({ probe: "session", segment: "session", subject }, io);
  try {
    const opening = await OPEN_BY_SCHEME[scheme](input.channel, context);
    const { outcome, detail, channel } = opening;
    const observations = [look.end(outcome, detail)];
    if (channel !== undefined && !signal.aborted) {
      return { observations, channel };
    }
    input.channel.close();
    return { observations };
  } catch (error) {
    input.channel.close();
    if (signal.aborted) return { observations: [] };
    throw error;
  }
}

/** Says nothing, and listens for a greeting or an end for a moment. */
async function listen(
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
