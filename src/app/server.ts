import {
  type AnsweringSocket,
  IoError,
  type Listener,
  type ServingIo,
} from "../io/io.ts";
import type { WebSocketIo } from "../io/websocket_io.ts";
import { formatAuthority } from "../model/host.ts";
import { ACCEPT_PAUSE_MS } from "../model/limits.ts";
import { scrub } from "../model/scrub.ts";
import { answerDiscovery } from "../wire/heartbeat/discovery.ts";
import type { ServerProtocol } from "../wire/heartbeat/heartbeat_codec.ts";
import { serverProtocol } from "../wire/heartbeat/protocols.ts";
import type { Receivers } from "./served_client.ts";
import { ServedClients } from "./served_clients.ts";
import type { ServedProtocol } from "./served_protocol.ts";
import { type ServerSettings, ServerWorld } from "./server_world.ts";

/** A port that is served. */
interface ServedPort extends ServedProtocol {
  /** Address and port of this machine. */
  readonly address: string;
  /** Frees the port. */
  readonly close: () => void;
  /** Begins to accept; absent where nothing is accepted. */
  readonly accept?: (port: ServedPort) => Promise<void>;
}

/** All ports of one server. */
export class Server {
  readonly #world: ServerWorld;
  readonly #clients: ServedClients;
  readonly #ports: ServedPort[] = [];
  readonly #accepting: Promise<void>[] = [];
  #isStarted = false;
  readonly #closed = Promise.withResolvers<void>();

  /** Prepares a server without ports. */
  constructor(io: ServingIo & WebSocketIo, settings: ServerSettings) {
    this.#world = new ServerWorld(io, settings);
    this.#clients = new ServedClients(this.#world);
  }

  /** What is served, with the ports that the system chose. */
  get served(): readonly ServedProtocol[] {
    return this.#ports.map(({ protocol, port }) => ({ protocol, port }));
  }

  /** Is there when the server has ended. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /** Takes one port more; it is not served before `start()`. Throws `IoError`. */
  async open({ protocol, port }: ServedProtocol): Promise<void> {
    const { io, settings: { address, maxMessageBytes } } = this.#world;
    if (protocol === "discovery") {
      const socket = await io.answerDatagrams(
        { address, port, onDenied: (error) => this.#tellDenied(error) },
        (query, from) => this.#answer(query, from),
      );
      this.#add(protocol, socket);
      return;
    }
    const spoken = serverProtocol(
      protocol,
      maxMessageBytes === undefined ? {} : { maxMessageBytes },
    );
    const listener = io.listen({ address, port });
    this.#add(
      protocol,
      listener,
      (port) => this.#accept(listener, spoken, port),
    );
  }

  /** Serves what was opened. */
  start(): void {
    this.#isStarted = true;
    for (const port of this.#ports) {
      const { protocol, address, accept } = port;
      this.#world.tell({ event: "listening", protocol, address });
      if (accept !== undefined) this.#accepting.push(accept(port));
    }
  }

  /** As `Serving.send()`. */
  send(command: string, to: Receivers): number {
    if (!/^\s*\{/.test(command) && command.includes("heartbeat")) {
      throw new SyntaxError(
        'Cannot send "heartbeat" in a command that is no JSON object: ' +
          "clients would take it for a beat",
      );
    }
    return this.#clients.send(new TextEncoder().encode(command), to);
  }

  /** Lets the clients go and the ports free; again is allowed. */
  close(): Promise<void> {
    if (this.#world.over.aborted) return this.closed;
    this.#world.end();
    for (const { close } of this.#ports) close();
    this.#clients.end();
    for (const { protocol, address } of this.#isStarted ? this.#ports : []) {
      this.#world.tell({ event: "stopped", protocol, address });
    }
    Promise.all(this.#accepting).then(
      () => this.#closed.resolve(),
      this.#closed.reject,
    );
    return this.closed;
  }

  #add(
    protocol: ServedProtocol["protocol"],
    socket: Listener | AnsweringSocket,
    accept?: (port: ServedPort) => Promise<void>,
  ): void {
    const { port } = socket;
    const address = formatAuthority(this.#world.settings.address, port);
    const close = () => socket.close();
    this.#ports.push({
      protocol,
      port,
      address,
      close,
      ...(accept !== undefined && { accept }),
    });
  }

  #answer(query: Uint8Array, address: string): Uint8Array | undefined {
    const answer = answerDiscovery(query);
    if (answer !== undefined && this.#isStarted) {
      this.#world.tell({ event: "asked", protocol: "discovery", address });
    }
    return answer;
  }

  #tellDenied({ permission }: IoError): void {
    const port = this.#ports.find(({ protocol }) => protocol === "discovery");
    if (port === undefined || !this.#isStarted) return;
    const { protocol, address } = port;
    const detail = `whoever asks gets no answer: it needs ${permission}`;
    this.#world.tell({ event: "accept-failed", protocol, address, detail });
  }

  async #accept(
    listener: Listener,
    spoken: ServerProtocol,
    port: ServedPort,
  ): Promise<void> {
    const { io, over } = this.#world;
    let hasFailed = false;
    while (!over.aborted) {
      try {
        const channel = await listener.accept(over);
        if (channel === null) return;
        hasFailed = false;
        this.#clients.welcome(channel, spoken, port);
      } catch (error) {
        if (over.aborted) return;
        if (!(error instanceof IoError)) throw error;
        if (!hasFailed) this.#tellFailure(port, error);
        hasFailed = true;
        await io.sleep(ACCEPT_PAUSE_MS, over).catch(() => {});
      }
    }
  }

  #tellFailure({ protocol, address }: ServedPort, error: IoError): void {
    const detail = scrub(error.message);
    this.#world.tell({ event: "accept-failed", protocol, address, detail });
  }
}
