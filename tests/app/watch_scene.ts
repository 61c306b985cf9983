import { type WatchOptions, watchWith } from "../../src/app/watch.ts";
import {
  createWatchWorld,
  type WatchWorld,
} from "../../src/app/watch_world.ts";
import type { WatchTransition } from "../../src/model/watch_transition.ts";
import { FakeFollowingIo } from "../io/fake_following_io.ts";
import { ioError } from "../io/fake_io.ts";
import { FakeTextServer } from "./fake_text_server.ts";

/** A watch of a text server in virtual time. */
export class WatchScene {
  readonly server = new FakeTextServer();
  /** How long a connection takes, in virtual milliseconds. */
  dialMs = 0;
  readonly io = new FakeFollowingIo({
    dial: async (options) => {
      await this.io.clock.sleep(this.dialMs, options.signal);
      return await this.server.dial(options);
    },
    spawn: () => Promise.reject(ioError("not-found")),
  });
  readonly world: WatchWorld = createWatchWorld(
    Object.assign(this.io, {
      openWebSocket: () => Promise.reject(ioError("failed")),
    }),
  );
  /** All moves so far. */
  readonly moves: WatchTransition[] = [];
  readonly #ended = new AbortController();
  readonly #work: Promise<void>[] = [];

  /** Begins to watch; several watches share the world. */
  begin(options: WatchOptions = {}): void {
    this.#work.push(this.#follow(options));
  }

  /** Lets virtual time pass. */
  async pass(ms: number): Promise<void> {
    await this.io.clock.advance(ms);
  }

  /** The moves so far as lines of text, and forgets them. */
  told(): string[] {
    return this.moves.splice(0).map(({ from, to, cause, verdict }) =>
      `${from} > ${to} (${cause})${verdict === null ? "" : ` ${verdict.mode}`}`
    );
  }

  /** When the first move into a state came, in virtual milliseconds. */
  whenMs(to: string): number | undefined {
    const move = this.moves.find((move) => move.to === to);
    if (move === undefined) return undefined;
    const { wallMs, monotonicMs } = this.io.clock;
    const nowMs = monotonicMs.call(this.io.clock);
    return Date.parse(move.at) - wallMs.call(this.io.clock) + nowMs;
  }

  /** Ends all watches, and waits until nothing is left. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.io.clock.run(Promise.all(this.#work));
  }

  /** Waits until all watches have ended by themselves. */
  async ended(): Promise<void> {
    await this.io.clock.run(Promise.all(this.#work));
  }

  async #follow(options: WatchOptions): Promise<void> {
    const target = "text://127.0.0.1:4578";
    const { signal } = this.#ended;
    for await (
      const move of watchWith(this.world, target, { signal, ...options })
    ) {
      this.moves.push(move);
    }
  }
}
