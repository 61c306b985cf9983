import type {
  BreakableChannel,
  BreakableListener,
  BreakingIo,
} from "../../io/breaking_io.ts";
import type { Channel, ServingIo } from "../../io/io.ts";
import { pause } from "../../probe/pause.ts";
import { within } from "../../probe/within.ts";
import { relay } from "./relay.ts";

/** Where a relay listens and leads to. */
export interface FaultRelayOptions {
  /** A literal address of this host, for both sides. */
  readonly address: string;
  /** The port of the server behind it. */
  readonly serverPort: number;
}

/** What a relay does to the world. */
export type FaultRelayIo = ServingIo & BreakingIo;

/** A connection that is carried. */
interface Link {
  readonly client: BreakableChannel;
  /** Whether its bytes are held, until it ends. */
  isSilent: boolean;
}

/**
 * Stands between clients and a server, carries all bytes both ways, and makes
 * one fault at a time.
 */
export class FaultRelay {
  readonly #io: FaultRelayIo;
  readonly #listener: BreakableListener;
  readonly #options: FaultRelayOptions;
  readonly #stopped = new AbortController();
  readonly #links = new Set<Link>();
  readonly #work = new Set<Promise<void>>();
  readonly #accepting: Promise<void>;
  #isHung = false;
  #delayMs = 0;
  /** What is said to new clients in the server's place. */
  #greeting: Uint8Array | undefined;
  #healed = Promise.withResolvers<void>();

  /**
   * Starts a relay on a free port.
   *
   * @param io The world.
   * @param options Where it leads to.
   * @throws {IoError} The address cannot be served.
   */
  static async start(
    io: FaultRelayIo,
    options: FaultRelayOptions,
  ): Promise<FaultRelay> {
    const { address } = options;
    const listener = await io.listenBreakable({ address, port: 0 });
    return new FaultRelay(io, listener, options);
  }

  private constructor(
    io: FaultRelayIo,
    listener: BreakableListener,
    options: FaultRelayOptions,
  ) {
    this.#io = io;
    this.#listener = listener;
    this.#options = options;
    this.#accepting = this.#accept();
  }

  /** The port that it serves. */
  get port(): number {
    return this.#listener.port;
  }

  /** Ends the connections that are open, in order (FIN). */
  cut(): void {
    for (const { client } of this.#links) client.close();
  }

  /** Resets the connections that are open (RST). */
  reset(): void {
    for (const { client } of this.#links) client.reset();
  }

  /** Accepts, and carries nothing, as a stopped process does. */
  hang(): void {
    this.#isHung = true;
  }

  /** Carries nothing more on the connections that are open; new ones work. */
  silence(): void {
    for (const link of this.#links) link.isSilent = true;
  }

  /** Says something to all clients in the midst of their sessions. */
  async garble(bytes: Uint8Array): Promise<void> {
    const { signal } = this.#stopped;
    await Promise.all(
      [...this.#links].map(({ client }) => client.write(bytes, signal)),
    );
  }

  /** Ends the connections that are open, and answers new ones itself. */
  impersonate(greeting: Uint8Array): void {
    this.#greeting = greeting;
    this.cut();
  }

  /** Holds all bytes for so many milliseconds, each way. */
  slow(delayMs: number): void {
    this.#delayMs = delayMs;
  }

  /** Carries everything again. */
  heal(): void {
    this.#isHung = false;
    this.#delayMs = 0;
    this.#greeting = undefined;
    this.#healed.resolve();
    this.#healed = Promise.withResolvers();
  }

  /** Stops serving and closes every connection. */
  async stop(): Promise<void> {
    this.#listener.close();
    this.#stopped.abort();
    await this.#accepting;
    await Promise.all(this.#work);
  }

  async #accept(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const client = await this.#listener.accept(signal).catch(() => null);
      if (client === null) return;
      const work = this.#serve(client).finally(() => this.#work.delete(work));
      this.#work.add(work);
    }
  }

  async #serve(client: BreakableChannel): Promise<void> {
    const { signal } = this.#stopped;
    const { address, serverPort: port } = this.#options;
    const link = { client, isSilent: false };
    let server: Channel | undefined;
    try {
      if (this.#greeting !== undefined) {
        await client.write(this.#greeting, signal);
        while (await client.read(signal) !== null);
        return;
      }
      server = await this.#io.dial({ address, port, signal });
      this.#links.add(link);
      await relay(client, server, signal, () => this.#pass(link));
    } catch {
      // The server is gone, or the relay was stopped.
    } finally {
      this.#links.delete(link);
      client.close();
      server?.close();
    }
  }

  /** Waits while the fault that was made holds bytes back. */
  async #pass(link: Link): Promise<void> {
    const { signal } = this.#stopped;
    if (this.#delayMs > 0) await pause(this.#io, this.#delayMs, signal);
    while ((this.#isHung || link.isSilent) && !signal.aborted) {
      await within(this.#healed.promise, signal);
    }
  }
}
