import { type Channel, IoError } from "../io/io.ts";
import { prefixedChannel } from "../io/prefixed_channel.ts";
import type { Observation, ObservationDetail } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { ProxyTarget, Target } from "../model/target.ts";
import { ConnectDialogue } from "./connect_dialogue.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { errorDetail, isHangUp } from "./error_detail.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import {
  ofProxy,
  type ProxyDialogue,
  type ProxySight,
} from "./proxy_dialogue.ts";
import { type Look, startLook } from "./record.ts";
import { Socks5Dialogue } from "./socks5_dialogue.ts";

/** Whom to ask for which tunnel. */
export interface ProxyInput {
  /** The proxy. */
  readonly proxy: ProxyTarget;
  /** The server behind it; a name is left to the proxy to resolve. */
  readonly target: Target;
  /** The open stream to the proxy; the probe owns it. */
  readonly channel: Channel;
}

/**
 * Asks a proxy for a tunnel, by HTTP CONNECT or SOCKS5, and tells each answer
 * and each silence apart.
 *
 * @param input The proxy, the server, and the stream between.
 * @param context The world, the signal and the time-out.
 * @returns What was seen of the proxy, or of the server behind it with the
 * phase `tunnel`; and the tunnel, where it was opened.
 * @throws {RangeError} The credentials do not fit into the protocol.
 */
export async function probeProxy(
  input: ProxyInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { proxy, target, channel } = input;
  const subject = proxy.authority;
  const look = startLook(
    { probe: "proxy", segment: "proxy", subject },
    context.io,
  );
  const observations: Observation[] = [];
  const see = (sight: ProxySight) => {
    observations.push(observe(sight, look, target));
  };
  const dialogue = dialogueOf(input, context);
  let tunnel: Channel | undefined;
  try {
    const sight = await talk(dialogue, context, see);
    if (sight !== undefined) see(sight);
    if (sight?.outcome === "tunnel-silent" && isMute(input, observations)) {
      see(ofProxy("proxy-silent", { phase: "greeting" }));
    }
    if (sight?.outcome === "tunnel-opened" && !context.signal.aborted) {
      tunnel = prefixedChannel(channel, dialogue.rest);
    }
  } finally {
    if (tunnel === undefined) channel.close();
  }
  return tunnel ? { observations, channel: tunnel } : { observations };
}

/** A SOCKS5 proxy must answer the greeting by itself (RFC 1928 section 3). */
function isMute(
  { proxy }: ProxyInput,
  observations: readonly Observation[],
): boolean {
  return proxy.scheme === "socks5" &&
    !observations.some(({ outcome }) => outcome === "proxy-alive");
}

function dialogueOf(input: ProxyInput, context: ProbeContext): ProxyDialogue {
  const { proxy: { scheme, credentials }, target, channel } = input;
  return scheme === "http"
    ? new ConnectDialogue(channel, target, credentials, context)
    : new Socks5Dialogue(channel, target, credentials);
}

/** Asks; `undefined` where the probe was ended before an answer. */
async function talk(
  dialogue: ProxyDialogue,
  context: ProbeContext,
  see: (sight: ProxySight) => void,
): Promise<ProxySight | undefined> {
  const deadline = startDeadline(context);
  try {
    return await dialogue.ask(deadline.signal, see);
  } catch (error) {
    const sight = sightOf(error, deadline, dialogue.firstBytes);
    if (sight !== undefined) return sight;
    if (context.signal.aborted) return undefined;
    throw error;
  } finally {
    deadline.stop();
  }
}

/** What a failed dialogue shows, unless the probe itself was ended. */
function sightOf(
  error: unknown,
  deadline: Deadline,
  firstBytes: string,
): ProxySight | undefined {
  const detail: ObservationDetail = {
    phase: "tunnel",
    ...(firstBytes !== "" && { firstBytes }),
  };
  if (error instanceof SyntaxError) {
    const message = scrub(error.message);
    return ofProxy("not-a-proxy", { ...detail, phase: "answer", message });
  }
  if (error instanceof IoError) {
    const outcome = isHangUp(error) ? "tunnel-closed" : "tunnel-silent";
    return ofProxy(outcome, { ...detail, ...errorDetail(error) });
  }
  return deadline.expired ? ofProxy("tunnel-silent", detail) : undefined;
}

/** A fact about the server keeps the times of the look at the proxy. */
function observe(
  { outcome, about, detail }: ProxySight,
  look: Look,
  target: Target,
): Observation {
  const { host, authority } = target;
  const isOfTunnel = detail.phase === "tunnel" && host.family === 0;
  const named = isOfTunnel ? { ...detail, name: host.name } : detail;
  const observation = look.end(outcome, named);
  return about === "proxy"
    ? observation
    : { ...observation, segment: "server", subject: authority };
}
