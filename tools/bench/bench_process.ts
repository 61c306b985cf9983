/** What a process has cost so far. */
export interface Cost {
  /** Time on a processor, of all its threads, in milliseconds. */
  readonly cpuMs: number;
  /** Memory that it holds now, in KiB. */
  readonly memoryKib: number;
}

/** Most lines that are kept of one process: three moves of a thousand. */
const MAX_LINES = 20_000;

/** Time between two looks at what a process has printed, in milliseconds. */
const LOOK_MS = 20;

/** How long a process may take to end in order, in milliseconds. */
const END_MS = 5000;

/** A tick of the times in `/proc/PID/stat`, in ms; fixed, see proc(5). */
const TICK_MS = 10;

/** A program that runs while something is measured. */
export class BenchProcess implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #lines: string[] = [];
  readonly #read: Promise<void>;
  #hasEnded = false;

  /** Starts a command, program first; its errors are shown. */
  constructor(command: readonly string[]) {
    const [program = "", ...args] = command;
    this.#child = new Deno.Command(program, {
      args,
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
      env: { LC_ALL: "C.UTF-8", DENO_NO_UPDATE_CHECK: "1" },
    }).spawn();
    this.#child.status.then(() => {
      this.#hasEnded = true;
    });
    this.#read = this.#readAll();
  }

  /** Its number. */
  get pid(): number {
    return this.#child.pid;
  }

  /** All that it has printed. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** How many lines hold a word. */
  count(word: string): number {
    return this.#lines.filter((line) => line.includes(word)).length;
  }

  /**
   * Waits until so many lines hold a word.
   *
   * @param word The word.
   * @param count How many lines.
   * @param boundMs How long that may take, in milliseconds.
   * @throws {Error} It took longer, or the process ended.
   */
  async printed(word: string, count: number, boundMs: number): Promise<void> {
    const endMs = performance.now() + boundMs;
    while (this.count(word) < count) {
      if (this.#hasEnded || performance.now() > endMs) {
        const why = this.#hasEnded ? "it ended" : `${boundMs} ms are over`;
        throw new Error(
          `Cannot see ${count} lines with ${word}: ` +
            `${this.count(word)} came, and ${why}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** What it has cost so far. */
  cost(): Cost {
    const folder = `/proc/${this.pid}`;
    return costOf(
      Deno.readTextFileSync(`${folder}/stat`),
      Deno.readTextFileSync(`${folder}/status`),
    );
  }

  /** Sends a signal, unless it has ended. */
  kill(signal: Deno.Signal): void {
    if (!this.#hasEnded) this.#child.kill(signal);
  }

  /** Ends it, in order if it can. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.kill("SIGCONT");
    this.kill("SIGTERM");
    const timer = setTimeout(() => this.kill("SIGKILL"), END_MS);
    await this.#child.status;
    clearTimeout(timer);
    await this.#read;
  }

  async #readAll(): Promise<void> {
    const text = this.#child.stdout.pipeThrough(new TextDecoderStream());
    let rest = "";
    for await (const part of text) {
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      if (this.#lines.length < MAX_LINES) this.#lines.push(...lines);
    }
  }
}

/**
 * Reads what a process has cost.
 *
 * @param stat The text of `/proc/PID/stat`.
 * @param status The text of `/proc/PID/status`.
 * @returns Its cost.
 * @throws {SyntaxError} A figure is missing.
 */
export function costOf(stat: string, status: string): Cost {
  // The name of the program stands in brackets, and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  const memoryKib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  if (Number.isNaN(ticks + memoryKib)) {
    throw new SyntaxError(`Cannot read the cost of a process as ${stat}`);
  }
  return { cpuMs: ticks * TICK_MS, memoryKib };
}
