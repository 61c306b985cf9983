import { signalChild } from "../../src/io/deno_child.ts";
import type { WatchTransition } from "../../src/model/watch_transition.ts";
import { type StartOptions, startPiped } from "./command.ts";

/** A line of `watch --format ndjson`, and when it came. */
export interface TimedMove {
  /** The move. */
  readonly move: WatchTransition;
  /** When its line was read, as of `performance.now()`. */
  readonly arrivedMs: number;
}

/** How long the program may take to end, in milliseconds. */
const END_MS = 5000;

/** A running `watch` whose moves are kept with their times. */
export class LiveWatch {
  /** All that came so far. */
  readonly moves: TimedMove[] = [];
  readonly #child: Deno.ChildProcess;
  readonly #read: Promise<void>;
  readonly #complaint: Promise<string>;
  #news = Promise.withResolvers<void>();

  /** Starts a command that watches. */
  constructor(
    command: readonly string[],
    options: Pick<StartOptions, "start" | "env"> = {},
  ) {
    this.#child = startPiped(command, options);
    this.#read = this.#follow();
    this.#complaint = new Response(this.#child.stderr).text();
  }

  /**
   * Waits for a move.
   *
   * @param from Index of the first that counts.
   * @param withinMs Longest wait, in milliseconds.
   * @param isMeant Tells the move.
   * @returns The move; `undefined` where none came in time.
   */
  async until(
    from: number,
    withinMs: number,
    isMeant: (move: WatchTransition) => boolean,
  ): Promise<TimedMove | undefined> {
    const late = Promise.withResolvers<"late">();
    const timer = setTimeout(() => late.resolve("late"), withinMs);
    try {
      for (;;) {
        const found = this.moves.slice(from).find(({ move }) => isMeant(move));
        if (found !== undefined) return found;
        const waited = await Promise.race([this.#news.promise, late.promise]);
        if (waited === "late") return undefined;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends it, by force where it does not end by itself. */
  async stop(): Promise<string> {
    signalChild(this.#child, "SIGCONT");
    signalChild(this.#child, "SIGINT");
    const kill = () => signalChild(this.#child, "SIGKILL");
    const timer = setTimeout(kill, END_MS);
    await this.#child.status;
    clearTimeout(timer);
    await this.#read;
    return await this.#complaint;
  }

  async #follow(): Promise<void> {
    let text = "";
    for await (
      const piece of this.#child.stdout.pipeThrough(new TextDecoderStream())
    ) {
      const arrivedMs = performance.now();
      const lines = (text + piece).split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        this.moves.push({ move: JSON.parse(line), arrivedMs });
      }
      this.#news.resolve();
      this.#news = Promise.withResolvers();
    }
  }
}
