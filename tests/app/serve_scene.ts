import { assertEquals } from "@std/assert/equals";
import {
  type ServeOptions,
  serveWith,
  type Serving,
} from "../../src/app/serve.ts";
import type { ServeEvent } from "../../src/model/serve_event.ts";
import type { FakeChannel, FakeStep } from "../io/fake_channel.ts";
import { FakeServingIo } from "./fake_serving_io.ts";

/** A server in virtual time, all that it told, and how to connect to it. */
export class ServeScene {
  readonly io: FakeServingIo = new FakeServingIo();
  readonly events: ServeEvent[] = [];
  #server: Serving | undefined;

  async serve(options: ServeOptions): Promise<Serving> {
    this.#server = await serveWith(this.io, {
      ...options,
      onEvent: (event) => this.events.push(event),
    });
    return this.#server;
  }

  async connect(
    steps: readonly FakeStep[],
    { port = 0, remote = "192.0.2.2:80" } = {},
  ): Promise<FakeChannel> {
    const channel = this.io.channel({ steps, remote });
    this.io.listeners[port]?.connect(channel);
    await this.io.clock.advance(0);
    return channel;
  }

  /** Events of one kind. */
  of<Name extends ServeEvent["event"]>(
    name: Name,
  ): Extract<ServeEvent, { event: Name }>[] {
    return this.events.filter((event) => event.event === name) as Extract<
      ServeEvent,
      { event: Name }
    >[];
  }

  async end(): Promise<void> {
    await this.#server?.close();
    assertEquals(this.io.clock.sleeping, 0);
  }
}
