import type { BenchProcess } from "./bench_process.ts";
import { sleep } from "./sleep.ts";
import { drawStalls } from "./stalls_plan.ts";

/** Busy loops that share the processor with the watchers, when they starve. */
const LOOPS = 3;

/** The processor on which they starve: one is left to everybody else. */
const PROCESSOR = "1";

/** A loop that ends with its parent, should that die before it ends it. */
const BUSY = 'parent=$PPID; while [ -d "/proc/$parent" ]; do :; done';

/** How long a starved process gets to run and be counted, in milliseconds. */
const SETTLE_MS = 200;

/** The processes that take the processor away; they are ended with the rest. */
export class Starver implements AsyncDisposable {
  readonly #loops: Deno.ChildProcess[] = [];
  readonly #watchers: readonly BenchProcess[];

  /** Binds the watchers to one processor, last in the line for it. */
  constructor(watchers: readonly BenchProcess[]) {
    this.#watchers = watchers;
  }

  /** Starts the loops, stopped. */
  async start(): Promise<void> {
    for (const { pid } of this.#watchers) {
      await must(["taskset", "-a", "-p", "-c", PROCESSOR, `${pid}`]);
      for (const thread of Deno.readDirSync(`/proc/${pid}/task`)) {
        await must(["renice", "-n", "19", "-p", thread.name]);
      }
    }
    for (let count = 0; count < LOOPS; count++) {
      const loop = new Deno.Command("taskset", {
        args: ["-c", PROCESSOR, "nice", "-n", "-20", "sh", "-c", BUSY],
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).spawn();
      loop.kill("SIGSTOP");
      this.#loops.push(loop);
    }
  }

  /**
   * Lets the watchers starve again and again, all at once.
   *
   * @param count How many stalls in all, of one process each.
   * @param seed Replays to the same stalls.
   * @returns How long each process waited for a processor, in milliseconds.
   */
  async starve(count: number, seed: number): Promise<readonly number[]> {
    const bursts = Math.ceil(count / this.#watchers.length);
    const heldMs: number[] = [];
    for (const stall of drawStalls(seed, bursts)) {
      await sleep(stall.freeMs);
      const before = this.#watchers.map(({ pid }) => waitedMs(pid));
      for (const loop of this.#loops) loop.kill("SIGCONT");
      await sleep(stall.heldMs);
      for (const loop of this.#loops) loop.kill("SIGSTOP");
      // A process that waits is charged only when it gets its turn.
      await sleep(SETTLE_MS);
      const after = this.#watchers.map(({ pid }) => waitedMs(pid));
      heldMs.push(...after.map((ms, index) => ms - (before[index] ?? 0)));
    }
    return heldMs;
  }

  /** Ends the loops. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const loop of this.#loops) {
      loop.kill("SIGKILL");
      await loop.status;
    }
  }
}

/** How long the main thread has waited for a processor, in milliseconds. */
function waitedMs(pid: number): number {
  const [, waitedNs] = Deno.readTextFileSync(`/proc/${pid}/schedstat`)
    .split(" ");
  return Number(waitedNs) / 1e6;
}

async function must([program = "", ...args]: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, { args })
    .output();
  if (success) return;
  const why = new TextDecoder().decode(stderr).trim();
  throw new RangeError(`Cannot starve processes: ${why}`);
}
