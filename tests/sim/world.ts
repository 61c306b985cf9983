import type { Span } from "./link.ts";

/** Calls something off. */
export type Cancel = () => void;

/** What to run, with the time of the turn. */
export type Run = (nowMs: number) => void;

interface Job {
  readonly atMs: number;
  run: Run | null;
}

/** Jobs that wait for their time. */
class Queue {
  #jobs: Job[] = [];

  /** When the first is due; `Infinity` while none waits. */
  get firstMs(): number {
    let firstMs = Infinity;
    for (const job of this.#jobs) {
      if (job.atMs < firstMs && job.run !== null) firstMs = job.atMs;
    }
    return firstMs;
  }

  add(atMs: number, run: Run): Cancel {
    const job: Job = { atMs, run };
    this.#jobs.push(job);
    return () => {
      job.run = null;
    };
  }

  /** Runs what is due, in order; not what is added meanwhile. */
  runDue(nowMs: number): void {
    if (this.firstMs > nowMs) return;
    const due = this.#jobs.filter(({ atMs }) => atMs <= nowMs);
    this.#jobs = this.#jobs.filter(({ atMs }) => atMs > nowMs);
    due.sort((a, b) => a.atMs - b.atMs);
    for (const job of due) job.run?.(nowMs);
  }
}

/**
 * An event loop in virtual time. In each turn the expired timers run first,
 * then what waits at the sockets (measured: so does Deno's); what is set in a
 * turn waits for the next one. While the process is stopped nothing runs, and
 * afterwards everything is late.
 */
export class World {
  /** Now, in milliseconds. */
  nowMs = 0;
  readonly #timers = new Queue();
  readonly #sockets = new Queue();
  readonly #stalls: readonly Span[];
  #stall = 0;

  /** `stalls`: when the process does not run, in order. */
  constructor(stalls: readonly Span[] = []) {
    this.#stalls = stalls;
  }

  /** Runs something when a time is over. */
  onTime(atMs: number, run: Run): Cancel {
    return this.#timers.add(atMs, run);
  }

  /** Runs something when data are read that arrive then. */
  onArrival(atMs: number, run: Run): Cancel {
    return atMs === Infinity ? () => {} : this.#sockets.add(atMs, run);
  }

  /** Runs until a time, or until nothing is left or it is told to stop. */
  run(untilMs: number, isOver: () => boolean = () => false): void {
    while (!isOver()) {
      const dueMs = Math.min(this.#timers.firstMs, this.#sockets.firstMs);
      const nowMs = this.#wake(Math.max(this.nowMs, dueMs));
      if (nowMs > untilMs) return;
      this.nowMs = nowMs;
      this.#timers.runDue(nowMs);
      this.#sockets.runDue(nowMs);
    }
  }

  #wake(atMs: number): number {
    for (;;) {
      const stall = this.#stalls[this.#stall];
      if (stall === undefined || atMs < stall.fromMs) return atMs;
      if (atMs < stall.toMs) return stall.toMs;
      this.#stall++;
    }
  }
}
