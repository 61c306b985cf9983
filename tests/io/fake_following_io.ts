import type { FollowingIo } from "../../src/io/following_io.ts";
import { never } from "./fake_channel.ts";
import { FakeIo } from "./fake_io.ts";

/** A line, a failure, or silence until the signal aborts. */
export type FakeFollowStep = string | Error | "wait";

/** A scripted world with long-lived programs. */
export class FakeFollowingIo extends FakeIo implements FollowingIo {
  /** What each start does; after the last, programs are silent. */
  readonly runs: FakeFollowStep[][] = [];
  /** How many programs run. */
  running = 0;
  #say: (line: string) => void = () => {};

  /** Lets the program that runs print a line. */
  say(line: string): void {
    this.#say(line);
  }

  async *follow(
    program: string,
    args: readonly string[],
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    this.calls.push(["follow", program, ...args].join(" "));
    this.running++;
    try {
      for (const step of this.runs.shift() ?? ["wait"]) {
        if (step instanceof Error) throw step;
        if (step !== "wait") yield step;
        else yield* this.#listen(signal);
      }
    } finally {
      this.running--;
    }
  }

  async *#listen(signal: AbortSignal): AsyncGenerator<string> {
    while (!signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<string>();
      this.#say = resolve;
      const line = await Promise.race([promise, never(signal)])
        .catch(() => undefined);
      if (line !== undefined) yield line;
    }
  }
}
