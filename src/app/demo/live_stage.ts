import type { ServerProtocolName } from "../../wire/heartbeat/protocols.ts";
import { serveWith, type Serving } from "../serve.ts";
import { type ConnectProxy, startConnectProxy } from "./connect_proxy.ts";
import { FaultRelay } from "./fault_relay.ts";
import type { LiveIo } from "./live_io.ts";

/** Everything happens here; no packet leaves the machine. */
const ADDRESS = "127.0.0.1";

/** So many that the client's rule decides alone, and not the server's. */
const SERVER_MISSES = 1000;

/** How the stage is set. */
export interface LiveStageOptions {
  /** What the server speaks. */
  readonly protocol: ServerProtocolName;
  /** Time between the server's beats, in milliseconds. */
  readonly intervalMs: number;
}

/** A server of ours, with a relay and a proxy before it, all to be broken. */
export class LiveStage {
  /** Breaks connections on their way to the server. */
  readonly relay: FaultRelay;
  readonly #io: LiveIo;
  readonly #options: LiveStageOptions;
  readonly #serverPort: number;
  #proxy: ConnectProxy;
  #server: Serving | undefined;

  /** Starts all of it on free ports. */
  static async set(io: LiveIo, options: LiveStageOptions): Promise<LiveStage> {
    const server = await serve(io, options, 0);
    const serverPort = server.served[0]?.port ?? 0;
    const relay = await FaultRelay.start(io, { address: ADDRESS, serverPort });
    return new LiveStage({ io, options, serverPort, server, relay });
  }

  private constructor({ io, options, serverPort, server, relay }: {
    readonly io: LiveIo;
    readonly options: LiveStageOptions;
    readonly serverPort: number;
    readonly server: Serving;
    readonly relay: FaultRelay;
  }) {
    this.#io = io;
    this.#options = options;
    this.#serverPort = serverPort;
    this.#server = server;
    this.relay = relay;
    this.#proxy = startConnectProxy(io, { address: ADDRESS });
  }

  /** The target: the server itself, or the relay before it. */
  target(relayed: boolean): string {
    const { protocol } = this.#options;
    const port = relayed ? this.relay.port : this.#serverPort;
    return `${protocol}://${ADDRESS}:${port}`;
  }

  /** The proxy. */
  get proxyUrl(): string {
    return `http://${ADDRESS}:${this.#proxy.port}`;
  }

  /** Ends the server: its clients are let go, its port is refused. */
  async stopServer(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  /** Starts the server anew on its port. */
  async startServer(): Promise<void> {
    this.#server = await serve(this.#io, this.#options, this.#serverPort);
  }

  /** Stops the proxy: tunnels end, its port is refused. */
  stopProxy(): Promise<void> {
    return this.#proxy.stop();
  }

  /** Starts the proxy anew on its port. */
  startProxy(): void {
    const { port } = this.#proxy;
    this.#proxy = startConnectProxy(this.#io, { address: ADDRESS, port });
  }

  /** Lets the proxy accept and carry nothing, or work again. */
  hangProxy(isHung: boolean): void {
    this.#proxy.behave(isHung ? "hang" : "work");
  }

  /** Ends everything. */
  async clear(): Promise<void> {
    await this.#proxy.stop();
    await this.relay.stop();
    await this.stopServer();
  }
}

function serve(
  io: LiveIo,
  { protocol, intervalMs }: LiveStageOptions,
  port: number,
): Promise<Serving> {
  return serveWith(io, {
    protocols: [`${protocol}:${port}`],
    address: ADDRESS,
    intervalMs,
    misses: SERVER_MISSES,
  });
}
