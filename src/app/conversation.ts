import type { Channel } from "../io/io.ts";
import type { ProxyTarget, Target } from "../model/target.ts";
import { probeHttp } from "../probe/http.ts";
import { probeMtu } from "../probe/mtu.ts";
import { probeProxy } from "../probe/proxy.ts";
import { probeProxyAlive } from "../probe/proxy_alive.ts";
import { probeSession } from "../probe/session.ts";
import type { SpokenOptions } from "../probe/session_opening.ts";
import { probeTls } from "../probe/tls.ts";
import { hedge } from "./hedge.ts";
import { LossLook } from "./loss_look.ts";
import { SIZE_PACKETS } from "./packet_plan.ts";
import { attempt, contrast, type LookInfo, type Run } from "./run.ts";
import { annotate, type Way } from "./way.ts";

/** What a conversation is about. */
export interface ConversationOptions {
  /** The target. */
  readonly target: Target;
  /** The proxy before it, if any. */
  readonly proxy?: ProxyTarget;
  /** The way to the first machine. */
  readonly way: Way;
  /**
   * What one round trip to the first machine takes, in milliseconds.
   * @default undefined not known
   */
  readonly rttMs?: number | undefined;
  /** How many references are asked beside it. */
  readonly references: number;
  /** How the target's protocol is spoken. @default as its scheme says */
  readonly spoken?: SpokenOptions | undefined;
  /** Tells what is being waited for. */
  readonly move: (info: LookInfo) => void;
}

/** A conversation under way. */
interface Talk extends ConversationOptions {
  /** Which segment the first machine is. */
  readonly segment: "proxy" | "server";
  /** Looks whether the path loses packets, once for all that stalls. */
  readonly loss: LossLook;
}

/**
 * How long a proxy may take to open a tunnel before its own process is asked,
 * in milliseconds. A healthy one on a LAN answers in 1 ms to 15 ms (measured),
 * and is then spared the second connection and its packets.
 */
const PROXY_HEDGE_MS = 100;

/**
 * How long an answer may stall before the size of packets and their loss are
 * suspected, in milliseconds: beyond two retransmissions at Linux's shortest
 * time-out.
 */
const STALL_MS = 600;

/**
 * The same for a tunnel: a proxy whose kernel repeats a SYN that was rejected
 * has said so by then (1.02 s measured), and its answer costs no pings.
 */
const TUNNEL_STALL_MS = 1100;

/**
 * By how much the looks beside a stalled one end before it, in milliseconds:
 * where a page stalls behind its head, the target counts as working from then
 * on, and where a look is cut, a busy machine ended such looks too late
 * (measured).
 */
const LEAD_MS = 100;

/**
 * Talks through an open connection: to the proxy, then TLS, then the target's
 * own protocol, each as far as the one before it came.
 */
export async function converse(
  run: Run,
  connected: Channel,
  options: ConversationOptions,
): Promise<void> {
  const { proxy, target, way, references } = options;
  const segment = proxy === undefined ? "server" : "proxy";
  const loss = new LossLook(run, { segment, way, references });
  const talk: Talk = { ...options, segment, loss };
  let channel: Channel | undefined = connected;
  if (proxy !== undefined) channel = await tunnel(run, channel, proxy, talk);
  if (channel !== undefined && target.secure) {
    channel = await secure(run, channel, talk);
  }
  if (channel !== undefined) await session(run, channel, talk);
}

async function tunnel(
  run: Run,
  channel: Channel,
  proxy: ProxyTarget,
  talk: Talk,
): Promise<Channel | undefined> {
  const { target, way, move } = talk;
  move(attempt("proxy", `the proxy ${proxy.authority}`));
  const work = run.look(probeProxy, { proxy, target, channel });
  const stalled = hedge(run, work, TUNNEL_STALL_MS, () => {
    talk.loss.start({ spentMs: TUNNEL_STALL_MS + LEAD_MS });
  });
  const result = await hedge(run, stalled, PROXY_HEDGE_MS, () => {
    // A SOCKS5 proxy shows that it lives in its method reply already.
    if (proxy.scheme !== "http") return;
    const what = `an answer from the proxy ${proxy.authority} by itself`;
    run.start(contrast("proxy", what), async () => {
      await run.look(
        probeProxyAlive,
        { proxy, address: way.address },
        {
          annotate: (observation) => annotate(observation, way),
          spentMs: ownAnswerSpentMs(run.timeoutMs),
        },
      );
    });
  });
  return result.channel;
}

/** A lead of its own would leave a short look no time to hear an answer. */
function ownAnswerSpentMs(timeoutMs: number): number {
  const spentMs = Math.min(PROXY_HEDGE_MS + LEAD_MS, timeoutMs / 2);
  return Math.max(PROXY_HEDGE_MS, spentMs);
}

async function secure(
  run: Run,
  channel: Channel,
  talk: Talk,
): Promise<Channel | undefined> {
  const { target, move } = talk;
  move(attempt("session", `the TLS handshake of ${target.authority}`));
  const work = run.look(probeTls, {
    subject: target.authority,
    serverName: target.host.name,
    channel,
  });
  const result = await stalling(run, work, talk);
  return result.channel;
}

async function session(
  run: Run,
  channel: Channel,
  talk: Talk,
): Promise<void> {
  const { target, proxy, way, rttMs, spoken, move } = talk;
  move(attempt("session", `an answer from ${target.authority}`));
  const subject = target.authority;
  const http = target.scheme === "http" || target.scheme === "https";
  const work = http
    ? run.look(probeHttp, {
      target,
      channel,
      subject,
      ...(proxy === undefined && { address: way.address }),
      ...(way.gateway !== undefined && { gateway: way.gateway }),
    })
    : run.look(probeSession, {
      target,
      channel,
      subject,
      spoken,
      // Behind a proxy lie round trips that nobody has measured.
      ...(proxy === undefined && { rttMs }),
    });
  const result = await stalling(run, work, talk);
  result.channel?.close();
}

/** Suspects loss, and with the first large answer the size of packets. */
function stalling<Result>(
  run: Run,
  work: Promise<Result>,
  { way, segment, loss }: Talk,
): Promise<Result> {
  return hedge(run, work, STALL_MS, () => {
    if (way.loopback) return;
    const spentMs = STALL_MS + LEAD_MS;
    loss.start({ spentMs, packetsBeside: SIZE_PACKETS });
    run.start(contrast("server", "full-size packets"), async () => {
      await run.look(
        probeMtu,
        { role: "target", address: way.address, segment },
        { annotate: (observation) => annotate(observation, way), spentMs },
      );
    });
  });
}
