/** How work is done side by side. */
export interface InParallelOptions {
  /** Most that runs at once, at least 1. */
  readonly width: number;
  /** Ends the work. */
  readonly signal: AbortSignal;
}

/** Work that ends with its signal. */
export type Job<Result> = (signal: AbortSignal) => Promise<Result>;

/**
 * Does several things side by side, begun in their order.
 *
 * @param jobs The work.
 * @param options How much at once, and until when.
 * @returns What each gives, as it comes. Whoever stops reading ends the rest.
 * @throws The first error of the work, once nothing runs any more.
 */
export async function* inParallel<Result>(
  jobs: readonly Job<Result>[],
  options: InParallelOptions,
): AsyncGenerator<Result> {
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, options.signal]);
  const running = new Map<number, Promise<readonly [number, Result]>>();
  const start = async (job: Job<Result>, index: number) =>
    [index, await job(signal)] as const;
  let next = 0;
  try {
    for (;;) {
      while (running.size < options.width) {
        const job = jobs[next];
        if (job === undefined) break;
        running.set(next, start(job, next));
        next++;
      }
      if (running.size === 0) return;
      const [index, result] = await Promise.race(running.values());
      running.delete(index);
      yield result;
    }
  } finally {
    ended.abort();
    await Promise.allSettled(running.values());
  }
}
