import type { Channel, DialOptions, IoError } from "../../src/io/io.ts";
import { never } from "../io/fake_channel.ts";
import { ioError } from "../io/fake_io.ts";

/** How the server's machine and application behave at present. */
export type FakeMood =
  /** Accepts, greets, and answers each beat. */
  | "well"
  /** Accepts and says nothing; sessions fall silent. */
  | "hung"
  /** Nothing comes from its machine at all. */
  | "gone"
  /** Refuses connections; sessions end. */
  | "stopped"
  /** This program may not connect to it; sessions end. */
  | "forbidden";

/** A server of the `text` protocol without a network. */
export class FakeTextServer {
  /** Connections that were accepted, oldest first. */
  readonly channels: FakeServerChannel[] = [];
  /** Its address and port, as connections show it. */
  readonly remote: string;
  /** Beats that were written to it. */
  beats = 0;
  #mood: FakeMood = "well";

  constructor(remote = "127.0.0.1:4578") {
    this.remote = remote;
  }

  /** How it behaves. */
  get mood(): FakeMood {
    return this.#mood;
  }

  /** Behaves otherwise from now on. */
  become(mood: FakeMood): void {
    this.#mood = mood;
    if (mood === "stopped" || mood === "forbidden") this.endSessions();
    if (mood === "well") this.channels.forEach((channel) => channel.resume());
  }

  /** Ends all sessions in order. */
  endSessions(): void {
    for (const channel of this.channels.splice(0)) channel.tell(null);
  }

  /** Hears its old sessions no more, as behind a firewall that forgot them. */
  forgetSessions(): void {
    for (const channel of this.channels.splice(0)) channel.forget();
  }

  /** As `Io.dial()`. */
  dial({ signal }: DialOptions): Promise<Channel> {
    if (this.#mood === "gone") return never(signal);
    if (this.#mood === "stopped") {
      return Promise.reject(ioError("failed", { code: "ECONNREFUSED" }));
    }
    if (this.#mood === "forbidden") {
      const permission = `--allow-net=${this.remote}`;
      return Promise.reject(ioError("not-permitted", { permission }));
    }
    const channel = new FakeServerChannel(this);
    this.channels.push(channel);
    channel.say("OK");
    return Promise.resolve(channel);
  }
}

/** One connection to the server. */
export class FakeServerChannel implements Channel {
  readonly remote: string;
  readonly local = "127.0.0.1:50000";
  /** Whether this side closed it. */
  closed = false;
  readonly #server: FakeTextServer;
  readonly #waiting: (string | null | IoError)[] = [];
  /** What the application would say once it is well again. */
  #held: string[] = [];
  #isForgotten = false;
  #wake: () => void = () => {};

  constructor(server: FakeTextServer) {
    this.#server = server;
    this.remote = server.remote;
  }

  /** Is silent for good. */
  forget(): void {
    this.#isForgotten = true;
  }

  /** Says something, now or once the application is well again. */
  say(words: string): void {
    if (this.#isForgotten) return;
    if (this.#server.mood === "well") this.tell(words);
    else this.#held.push(words);
  }

  /** Lets the client read something at once. */
  tell(step: string | null | IoError): void {
    this.#waiting.push(step);
    this.#wake();
  }

  /** Says what was held back. */
  resume(): void {
    for (const words of this.#held.splice(0)) this.tell(words);
  }

  async read(signal: AbortSignal): Promise<Uint8Array | null> {
    while (this.#waiting.length === 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await Promise.race([promise, never(signal)]);
    }
    const step = this.#waiting.shift() ?? null;
    if (step instanceof Error) throw step;
    return step === null ? null : new TextEncoder().encode(step);
  }

  write(_bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    this.#server.beats++;
    this.say("TEST_BACK");
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
  }
}
