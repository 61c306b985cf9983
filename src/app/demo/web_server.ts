import type { Channel, Listener, ServingIo } from "../../io/io.ts";

/** Most bytes of a request that are read before it is answered. */
const MAX_REQUEST_BYTES = 8192;

const ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n" +
  "Connection: close\r\n\r\ndemo\n";

/** A real TCP server without heartbeat: it answers each request once. */
export class WebServer {
  readonly #listener: Listener;
  readonly #signal: AbortSignal;
  readonly #open = new Set<Channel>();
  readonly #work = new Set<Promise<void>>();
  /** While set, connections are accepted and nothing is answered. */
  hung = false;

  /** Serves a free port of loopback until it is stopped. */
  constructor(io: ServingIo, address: string, signal: AbortSignal) {
    this.#listener = io.listen({ address, port: 0 });
    this.#signal = signal;
    this.#start(this.#accept());
  }

  /** The port that is served. */
  get port(): number {
    return this.#listener.port;
  }

  /** Ends the server; its port is then refused. */
  async stop(): Promise<void> {
    this.#listener.close();
    for (const channel of this.#open) channel.close();
    await Promise.all(this.#work);
  }

  #start(work: Promise<void>): void {
    this.#work.add(work);
    work.finally(() => this.#work.delete(work));
  }

  async #accept(): Promise<void> {
    try {
      for (;;) {
        const channel = await this.#listener.accept(this.#signal);
        if (channel === null) return;
        this.#start(this.#serve(channel));
      }
    } catch {
      this.#listener.close();
    }
  }

  async #serve(channel: Channel): Promise<void> {
    this.#open.add(channel);
    try {
      await this.#answer(channel);
    } catch {
      // The peer is gone, or the tour was cancelled.
    } finally {
      this.#open.delete(channel);
      channel.close();
    }
  }

  async #answer(channel: Channel): Promise<void> {
    let request = "";
    while (!request.includes("\r\n\r\n")) {
      const bytes = await channel.read(this.#signal);
      if (bytes === null || request.length > MAX_REQUEST_BYTES) return;
      request += new TextDecoder().decode(bytes);
    }
    if (this.hung) {
      while (await channel.read(this.#signal) !== null);
    } else {
      await channel.write(new TextEncoder().encode(ANSWER), this.#signal);
    }
  }
}
