import type { Channel, Listener, ServingIo } from "../../io/io.ts";
import type { Credentials } from "../../model/target.ts";
import { startDeadline } from "../../probe/deadline.ts";
import {
  failureAnswer,
  proxyAnswer,
  unresolvedAnswer,
} from "./proxy_answer.ts";
import {
  destinationOf,
  isAuthorized,
  type ProxyRequest,
  readProxyRequest,
} from "./proxy_request.ts";
import { relay } from "./relay.ts";

/**
 * What a proxy does: works, refuses every destination, demands credentials,
 * or hangs, as a stopped process does: it accepts, and neither answers nor
 * carries bytes.
 */
export type ProxyBehaviour = "work" | "deny" | "demand-credentials" | "hang";

/** Options of {@linkcode startConnectProxy}. */
export interface ConnectProxyOptions {
  /** A literal address of this host. @default "127.0.0.1" */
  readonly address?: string;
  /** The port. @default a free one */
  readonly port?: number;
  /** What the proxy does at first. @default "work" */
  readonly behaviour?: ProxyBehaviour;
  /** Whom it lets in while it demands credentials. @default nobody */
  readonly credentials?: Credentials;
  /** How long it waits for a server, in milliseconds. @default 5000 */
  readonly connectTimeoutMs?: number;
}

/** A running proxy. */
export interface ConnectProxy {
  /** The port that it serves. */
  readonly port: number;
  /** Changes what it does, for open tunnels as well. */
  behave(behaviour: ProxyBehaviour): void;
  /** Stops serving and closes every connection. */
  stop(): Promise<void>;
}

/** Most clients at once: a demonstration and its tests have some. */
const MAX_CLIENTS = 64;

/**
 * Longer than a diagnosis waits, so that a proxy which waits for a silent
 * server can be told from a hung one.
 */
const CONNECT_TIMEOUT_MS = 5000;

/**
 * Starts a real HTTP CONNECT proxy. It says why it fails by a `Proxy-Status`
 * header (RFC 9209). It connects to literal addresses and `localhost`, and
 * asks no name server: every other name does not exist for it.
 *
 * @param io The world.
 * @param options Where and how.
 * @throws {IoError} The port cannot be served.
 */
export function startConnectProxy(
  io: ServingIo,
  options: ConnectProxyOptions = {},
): ConnectProxy {
  const { address = "127.0.0.1", port = 0 } = options;
  return new RunningProxy(io, io.listen({ address, port }), options);
}

class RunningProxy implements ConnectProxy {
  readonly port: number;
  readonly #io: ServingIo;
  readonly #listener: Listener;
  readonly #options: ConnectProxyOptions;
  readonly #stopped = new AbortController();
  readonly #clients = new Set<Promise<void>>();
  readonly #accepting: Promise<void>;
  #behaviour: ProxyBehaviour;
  #hung = Promise.withResolvers<void>();

  constructor(
    io: ServingIo,
    listener: Listener,
    options: ConnectProxyOptions,
  ) {
    this.port = listener.port;
    this.#io = io;
    this.#listener = listener;
    this.#options = options;
    this.#behaviour = options.behaviour ?? "work";
    this.#accepting = this.#accept();
  }

  behave(behaviour: ProxyBehaviour): void {
    this.#behaviour = behaviour;
    this.#hung.resolve();
    this.#hung = Promise.withResolvers();
  }

  async stop(): Promise<void> {
    // A pending accept that is aborted first would keep the kernel's socket
    // listening for a moment more.
    this.#listener.close();
    await this.#accepting;
    this.#stopped.abort();
    this.behave("deny");
    await Promise.all(this.#clients);
  }

  async #accept(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const client = await this.#listener.accept(signal).catch(() => null);
      if (client === null) return;
      if (this.#clients.size >= MAX_CLIENTS) {
        client.close();
        continue;
      }
      const work = this.#serve(client).finally(() => {
        this.#clients.delete(work);
        client.close();
      });
      this.#clients.add(work);
    }
  }

  /** Serves one client; whatever breaks ends its connection and no other. */
  async #serve(client: Channel): Promise<void> {
    const { signal } = this.#stopped;
    try {
      await this.#awake();
      const request = await readProxyRequest(client, signal);
      await this.#awake();
      const refusal = this.#refusalOf(request);
      if (request === undefined || refusal !== undefined) {
        await client.write(refusal ?? BAD_REQUEST, signal);
        return;
      }
      await this.#tunnel(client, request);
    } catch {
      // The client left, or the proxy was stopped.
    }
  }

  /** Waits while the proxy hangs. */
  async #awake(): Promise<void> {
    while (this.#behaviour === "hang") await this.#hung.promise;
    this.#stopped.signal.throwIfAborted();
  }

  #refusalOf(request: ProxyRequest | undefined): Uint8Array | undefined {
    if (request?.method !== "CONNECT") return BAD_REQUEST;
    if (this.#behaviour === "deny") return proxyAnswer(403, "Forbidden");
    if (this.#behaviour !== "demand-credentials") return undefined;
    if (isAuthorized(request, this.#options.credentials)) return undefined;
    return proxyAnswer(407, "Proxy Authentication Required", [
      'Proxy-Authenticate: Basic realm="demo", charset="UTF-8"',
    ]);
  }

  async #tunnel(client: Channel, request: ProxyRequest): Promise<void> {
    const { signal } = this.#stopped;
    const destination = destinationOf(request);
    const address = destination?.address;
    if (destination === undefined || address === undefined) {
      const answer = destination ? unresolvedAnswer() : BAD_REQUEST;
      await client.write(answer, signal);
      return;
    }
    let server: Channel;
    try {
      server = await this.#dial(address, destination.port);
    } catch (error) {
      await this.#awake();
      await client.write(failureAnswer(error), signal);
      return;
    }
    try {
      await this.#awake();
      await server.write(request.rest, signal);
      await client.write(proxyAnswer(200, "Connection established"), signal);
      await relay(client, server, signal, () => this.#awake());
    } finally {
      server.close();
    }
  }

  async #dial(address: string, port: number): Promise<Channel> {
    const { signal } = this.#stopped;
    const { connectTimeoutMs: timeoutMs = CONNECT_TIMEOUT_MS } = this.#options;
    const deadline = startDeadline({ io: this.#io, signal, timeoutMs });
    try {
      const { signal } = deadline;
      return await this.#io.dial({ address, port, signal });
    } finally {
      deadline.stop();
    }
  }
}

const BAD_REQUEST = proxyAnswer(400, "Bad Request");
