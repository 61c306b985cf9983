import { type Channel, IoError } from "../io/io.ts";
import { addressFamily } from "../model/host.ts";
import type { ObservationDetail, Outcome } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { ProxyTarget } from "../model/target.ts";
import { readSoftware } from "../wire/connect_reply.ts";
import {
  encodeMalformedRequest,
  encodeOwnPageRequest,
} from "../wire/connect_request.ts";
import type { HttpHead } from "../wire/http_head.ts";
import { encodeSocks5Greeting, readSocks5Method } from "../wire/socks5.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { errorDetail, isHangUp } from "./error_detail.ts";
import { HttpConversation } from "./http_conversation.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { startLook } from "./record.ts";
import { Socks5Reader } from "./socks5_reader.ts";
import { probeTcp } from "./tcp.ts";

/** Which proxy process to ask. */
export interface ProxyAliveInput {
  /** The proxy. */
  readonly proxy: ProxyTarget;
  /** Its literal address. */
  readonly address: string;
}

interface Sight {
  readonly outcome: Outcome;
  readonly detail: ObservationDetail;
}

/**
 * Asks the proxy process, on a connection of its own, for what it must answer
 * by itself. So a hung proxy and one that waits for a dead server get
 * different names while a request for a tunnel is pending.
 *
 * A connection that is closed in answer counts as life, too: a process that
 * is stopped closes nothing.
 *
 * @param input The proxy and its address.
 * @param context The world, the signal and the time-out, which bounds
 * connecting and asking together.
 * @returns One observation: of the proxy process, or of the connection that
 * could not be opened to it.
 */
export async function probeProxyAlive(
  input: ProxyAliveInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { proxy, address } = input;
  const { port, authority: subject } = proxy;
  const look = startLook(
    { probe: "proxy", segment: "proxy", subject },
    context.io,
  );
  const deadline = startDeadline(context);
  try {
    const tcp = { segment: "proxy", address, port } as const;
    const connection = await probeTcp(tcp, context);
    if (connection.channel === undefined) return connection;
    const leftMs = Math.max(0, context.timeoutMs - look.elapsedMs());
    const within = { ...context, signal: deadline.signal, timeoutMs: leftMs };
    const sight = await askAlone(connection.channel, proxy, within, deadline);
    if (sight === undefined) return { observations: [] };
    const family = addressFamily(address);
    const asked = { address, port, ...(family !== 0 && { family }) };
    const { outcome, detail } = sight;
    return { observations: [look.end(outcome, { ...asked, ...detail })] };
  } finally {
    deadline.stop();
  }
}

/** Asks; `undefined` where the probe was ended before an answer. */
async function askAlone(
  channel: Channel,
  proxy: ProxyTarget,
  context: ProbeContext,
  deadline: Deadline,
): Promise<Sight | undefined> {
  try {
    return proxy.scheme === "http"
      ? await askOwnPage(channel, proxy, context)
      : await greet(channel, context);
  } catch (error) {
    const sight = sightOf(error, deadline);
    if (sight !== undefined) return sight;
    if (deadline.signal.aborted) return undefined;
    throw error;
  } finally {
    channel.close();
  }
}

/**
 * Asks for a page, and says something that is no request after half of the
 * time, on the same connection.
 */
async function askOwnPage(
  channel: Channel,
  proxy: ProxyTarget,
  context: ProbeContext,
): Promise<Sight> {
  const half = startDeadline(context, context.timeoutMs / 2);
  try {
    const page = encodeOwnPageRequest(proxy.authority);
    return await askOnce(channel, page, context, half.signal);
  } catch (error) {
    if (!half.expired || error !== half.signal.reason) throw error;
  } finally {
    half.stop();
  }
  const line = encodeMalformedRequest();
  return await askOnce(channel, line, context, context.signal);
}

async function askOnce(
  channel: Channel,
  request: Uint8Array,
  { io }: ProbeContext,
  signal: AbortSignal,
): Promise<Sight> {
  const talk = new HttpConversation(channel);
  try {
    return alive(await talk.ask(request, io, signal));
  } catch (error) {
    const isCutOff = error === signal.reason && talk.length > 0;
    if (!isCutOff) throw error;
    // A process that answers slowly is no hung one.
    const firstBytes = scrub(talk.firstBytes);
    const detail = { phase: "answer", firstBytes };
    return { outcome: "proxy-alive", detail };
  }
}

function alive(head: HttpHead | null): Sight {
  if (head === null) return { outcome: "proxy-alive", detail: CLOSED };
  const software = readSoftware(head);
  return {
    outcome: "proxy-alive",
    detail: {
      phase: "answer",
      status: head.status,
      ...(software !== undefined && { software }),
    },
  };
}

/** Closed in answer to the question. */
const CLOSED: ObservationDetail = { phase: "closed" };

async function greet(
  channel: Channel,
  { signal }: ProbeContext,
): Promise<Sight> {
  await channel.write(encodeSocks5Greeting(false), signal);
  const reader = new Socks5Reader(channel);
  const method = await reader.take(readSocks5Method, signal);
  if (method === null) return { outcome: "proxy-alive", detail: CLOSED };
  const detail = { phase: "answer", status: method };
  return { outcome: "proxy-alive", detail };
}

/** What a failed question shows, unless the probe itself was ended. */
function sightOf(error: unknown, deadline: Deadline): Sight | undefined {
  const phase = "answer";
  if (error instanceof SyntaxError) {
    const message = scrub(error.message);
    return { outcome: "not-a-proxy", detail: { phase, message } };
  }
  if (error instanceof IoError) {
    return isHangUp(error)
      ? { outcome: "proxy-alive", detail: { ...CLOSED, ...errorDetail(error) } }
      : { outcome: "proxy-silent", detail: { phase, ...errorDetail(error) } };
  }
  if (!deadline.expired) return undefined;
  return { outcome: "proxy-silent", detail: { phase } };
}
