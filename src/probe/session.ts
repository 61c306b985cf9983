import type { Channel } from "../io/io.ts";
import type { Target, TargetScheme } from "../model/target.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { startLook } from "./record.ts";
import { exchangeBeat } from "./session_beat.ts";
import { listen } from "./session_listen.ts";
import type { Open, OpenOptions } from "./session_opening.ts";
import { openWebSocket } from "./session_websocket.ts";

/** What to talk to. */
export interface SessionInput extends OpenOptions {
  /** The target: what it speaks, and under which name. */
  readonly target: Target;
  /** What is looked at: `host:port`. */
  readonly subject: string;
  /** The open stream; the probe owns it. */
  readonly channel: Channel;
}

/** How each protocol opens: by what it promises at once. */
const OPEN_BY_SCHEME: Readonly<Record<TargetScheme, Open>> = {
  tcp: listen,
  tls: listen,
  text: exchangeBeat,
  json: exchangeBeat,
  qt: exchangeBeat,
  ws: openWebSocket,
  wss: openWebSocket,
  // One request is more than one beat: `http.ts`.
  http: listen,
  https: listen,
  redis: exchangeBeat,
  rediss: exchangeBeat,
};

/**
 * Looks at what the target's protocol promises at once: a greeting, an answer
 * to one beat, or nothing.
 *
 * @param input The stream and what is spoken on it.
 * @param context The world, the signal and the time-out.
 * @returns One observation, and the stream where the session stands and was
 * only listened to.
 */
export async function probeSession(
  input: SessionInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { target, subject } = input;
  const { io, signal } = context;
  const look = startLook({ probe: "session", segment: "session", subject }, io);
  try {
    const open = input.spoken?.custom
      ? exchangeBeat
      : OPEN_BY_SCHEME[target.scheme];
    const { outcome, detail, channel } = await open(
      input.channel,
      context,
      target,
      input,
    );
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
