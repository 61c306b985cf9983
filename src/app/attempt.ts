import { type Channel, type Io, IoError } from "../io/io.ts";
import type { WebSocketIo } from "../io/websocket_io.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import type { ProxyTarget, Target } from "../model/target.ts";
import { startDeadline } from "../probe/deadline.ts";
import { pause } from "../probe/pause.ts";
import type { ProbeContext } from "../probe/probe.ts";
import { probeProxy } from "../probe/proxy.ts";
import { probeResolver } from "../probe/resolver.ts";
import { probeTls } from "../probe/tls.ts";
import { basicCredentials } from "../wire/basic_credentials.ts";
import { ClientSession } from "../session/client_session.ts";
import type { ClientProtocol } from "../wire/heartbeat/heartbeat_codec.ts";
import { type DialContext, dialFirst } from "./dial_first.ts";
import { resolvedAddresses } from "./resolved_addresses.ts";

/** What an attempt is to reach. */
export interface AttemptOptions {
  /** The target. */
  readonly target: Target;
  /** The proxy before it, if any. */
  readonly proxy?: ProxyTarget;
  /** What is spoken at the target. */
  readonly protocol: ClientProtocol;
  /** Name servers to ask instead of the configured ones. */
  readonly nameServers: readonly NameServerAddress[];
}

/** What an attempt does to the world. */
export type AttemptIo = Io & Pick<WebSocketIo, "openWebSocket">;

/** What an attempt is given beside what to reach. */
export interface AttemptContext extends DialContext {
  /** The world. */
  readonly io: AttemptIo;
}

/** Most bytes of one message of a WebSocket; heartbeats are small. */
const MAX_MESSAGE_BYTES = 1_048_576;

/**
 * How long a session that promises nothing must stand to count, in
 * milliseconds: a server that turns clients away closes at once.
 */
const GRACE_MS = 50;

/**
 * Makes one attempt to reach a session that answers: name, connection, proxy,
 * TLS, and the first sign of the application.
 *
 * @param options What to reach.
 * @param context The world, the signal, and the time-out of each stage.
 * @returns The session, which the caller owns; `undefined` where a stage
 * failed. Why is for a look at the path to say.
 */
export async function attemptSession(
  options: AttemptOptions,
  context: AttemptContext,
): Promise<ClientSession | undefined> {
  const { protocol } = options;
  const channel = await attemptStream(options, context);
  if (channel === undefined) return undefined;
  const { io, signal } = context;
  const { clock } = io;
  const session = new ClientSession({ channel, protocol, clock });
  const isOpen = await firstSign(session, protocol, context);
  if (isOpen && !signal.aborted) return session;
  session.close();
  return undefined;
}

/** Opens the stream that the target's protocol is spoken on. */
async function attemptStream(
  { target, proxy, protocol, nameServers }: AttemptOptions,
  context: AttemptContext,
): Promise<Channel | undefined> {
  const { host, port } = proxy ?? target;
  const addresses = host.family === 0
    ? await resolve(host.name, nameServers, context)
    : [host.name];
  let channel = await dialFirst(addresses, port, context);
  if (channel !== undefined && proxy !== undefined) {
    ({ channel } = await probeProxy({ proxy, target, channel }, context));
  }
  if (channel !== undefined && target.secure) {
    const { authority: subject, host: { name: serverName } } = target;
    ({ channel } = await probeTls({ subject, serverName, channel }, context));
  }
  return channel !== undefined && protocol.unit === "message"
    ? await upgrade(channel, target, context)
    : channel;
}

/** Makes a stream a WebSocket; the stream is closed where that fails. */
async function upgrade(
  channel: Channel,
  { url, credentials }: Target,
  context: AttemptContext,
): Promise<Channel | undefined> {
  const deadline = startDeadline(context);
  try {
    return await context.io.openWebSocket(channel, {
      url,
      maxMessageBytes: MAX_MESSAGE_BYTES,
      signal: deadline.signal,
      ...(credentials && { authorization: basicCredentials(credentials) }),
    });
  } catch (error) {
    if (error instanceof IoError || deadline.signal.aborted) return undefined;
    throw error;
  } finally {
    deadline.stop();
  }
}

async function resolve(
  name: string,
  nameServers: readonly NameServerAddress[],
  context: ProbeContext,
): Promise<readonly string[]> {
  const { observations } = await probeResolver(
    { name, ...(nameServers.length > 0 && { nameServers }) },
    context,
  );
  return resolvedAddresses(observations);
}

/** Waits for the sign that the protocol promises, or a moment for no end. */
async function firstSign(
  session: ClientSession,
  protocol: ClientProtocol,
  { io, signal, timeoutMs }: ProbeContext,
): Promise<boolean> {
  const promisesNothing = protocol.beatsFrom === "nobody";
  const waitMs = promisesNothing
    ? GRACE_MS
    : timeoutMs + (protocol.beatsFrom === "server" ? protocol.intervalMs : 0);
  const ended = new AbortController();
  const waiting = AbortSignal.any([ended.signal, signal]);
  // When the time is over the stream has its turn before it is judged.
  const over = pause(io, waitMs, waiting).then(() => pause(io, 0, waiting))
    .then(() => promisesNothing && !signal.aborted);
  try {
    return await Promise.race([session.opened, over]);
  } finally {
    ended.abort();
    await over;
  }
}
