import { BenchProcess } from "./bench_process.ts";
import { faultlineCommand } from "./faultline_command.ts";
import { sleep } from "./sleep.ts";

/** What is served and watched. */
export const STALL_PROTOCOLS = ["text", "json", "qt", "ws"] as const;

/** Sessions of each process and protocol. */
const SESSIONS_OF_PROTOCOL = 2;

/** Sessions of each process. */
export const SESSIONS_OF_EACH = STALL_PROTOCOLS.length * SESSIONS_OF_PROTOCOL;

/** Times between beats; the watchers take them in turn. */
const INTERVALS = ["500ms", "1s"];

/**
 * Missing beats that a server forgives: a process that was held up has missed
 * beats of its own, and what is asked here is what it says of others.
 */
const FORGIVEN = "60";

/** How long sessions may take to come, in milliseconds. */
const COME_MS = 60_000;

/** From the last stall until the moves are counted, in milliseconds. */
const SETTLE_MS = 6000;

/** What watchers said while they were held up. */
export interface Moves {
  /** How long each stall was, in milliseconds. */
  readonly stallsMs: readonly number[];
  /** Moves to `suspect`. */
  readonly suspect: number;
  /** Moves to `offline`. */
  readonly offline: number;
}

/** Servers with nothing wrong, and processes that watch them. */
export class StallsScene implements AsyncDisposable {
  readonly #program: string;
  readonly #servers: BenchProcess[] = [];
  readonly #watchers: BenchProcess[] = [];

  /** Prepares; nothing is started yet. */
  constructor(program: string) {
    this.#program = program;
  }

  /** The processes that watch. */
  get watchers(): readonly BenchProcess[] {
    return this.#watchers;
  }

  /** Every move to `offline`, as it was printed. */
  get offline(): readonly string[] {
    return this.#watchers.flatMap(({ lines }) =>
      lines.filter((line) => line.includes('"to":"offline"'))
    );
  }

  /** Starts the servers, then so many watchers; all sessions are online then. */
  async start(count: number): Promise<void> {
    const targets: string[][] = [];
    for (const interval of INTERVALS) targets.push(await this.#serve(interval));
    for (let index = 0; index < count; index++) {
      const turn = index % INTERVALS.length;
      const watcher = this.#start([
        ...["watch", ...targets[turn] ?? [], "--format", "ndjson"],
        ...["--interval", INTERVALS[turn] ?? ""],
      ]);
      this.#watchers.push(watcher);
      await watcher.printed('"to":"online"', SESSIONS_OF_EACH, COME_MS);
    }
  }

  /** Counts the moves from now until some time after the stalls. */
  async count(hold: () => Promise<readonly number[]>): Promise<Moves> {
    const before = this.#count("suspect");
    const offline = this.#count("offline");
    const stallsMs = await hold();
    await sleep(SETTLE_MS);
    return {
      stallsMs,
      suspect: this.#count("suspect") - before,
      offline: this.#count("offline") - offline,
    };
  }

  /** Ends all processes. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of [...this.#watchers, ...this.#servers]) {
      await one[Symbol.asyncDispose]();
    }
  }

  /** Serves all protocols; gives what a watcher is told to watch. */
  async #serve(interval: string): Promise<string[]> {
    const server = this.#start([
      ...["serve", ...STALL_PROTOCOLS.map((name) => `${name}:0`)],
      ...["--interval", interval, "--misses", FORGIVEN, "--format", "ndjson"],
    ]);
    this.#servers.push(server);
    const count = STALL_PROTOCOLS.length;
    await server.printed('"event":"listening"', count, COME_MS);
    const targets = server.lines.slice(0, count).map((line) => {
      const { protocol, address } = JSON.parse(line);
      return `${protocol}://${address}`;
    });
    return Array.from({ length: SESSIONS_OF_PROTOCOL }, () => targets).flat();
  }

  #start(args: readonly string[]): BenchProcess {
    return new BenchProcess(faultlineCommand(args, this.#program));
  }

  #count(state: string): number {
    return this.#watchers.reduce(
      (sum, watcher) => sum + watcher.count(`"to":"${state}"`),
      0,
    );
  }
}
