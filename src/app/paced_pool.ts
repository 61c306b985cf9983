import type { Io } from "../io/io.ts";

/** How many pieces of work may run at once. */
export interface PaceOptions {
  /** The clock that tells whether this process keeps up. */
  readonly io: Pick<Io, "clock" | "sleep">;
  /** Ends all of them. */
  readonly signal: AbortSignal;
  /** Most at once, where this process keeps up. */
  readonly most: number;
}

/** How many may always run at once, however slow this process is. */
const LEAST = 16;

/**
 * How many more are started after each turn in which this process kept up. The
 * work of one target comes some turns after its start, programs above all: many
 * at once would be seen too late.
 */
const STEP = 4;

/**
 * Longest turn of the event loop, in milliseconds, with which this process
 * keeps up: half of what its own watch takes for starved.
 */
const MAX_TURN_MS = 50;

/** Does one piece of work; it is told which, and when to give it up. */
export type PieceOfWork = (index: number, signal: AbortSignal) => Promise<void>;

/**
 * Does pieces of work beside each other, as many as this process keeps up with:
 * more after each quick turn of its event loop, none after a slow one. Without
 * it, those that wait would blame the network for this process.
 *
 * @param count How many pieces there are.
 * @param work Does one.
 * @param options How many at once.
 * @throws What a piece of work throws, or the signal's reason; nothing runs
 * any more by then.
 */
export async function runPaced(
  count: number,
  work: PieceOfWork,
  options: PaceOptions,
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const running = new Set<Promise<void>>();
  try {
    await startAll(count, (index) => {
      const piece = work(index, signal)
        .catch((error: unknown) => failed.abort(error))
        .finally(() => running.delete(piece));
      running.add(piece);
    }, { ...options, signal, running });
    await Promise.all(running);
    signal.throwIfAborted();
  } finally {
    failed.abort();
    await Promise.allSettled(running);
  }
}

/** Starts one piece after the other, each as soon as it may. */
async function startAll(
  count: number,
  start: (index: number) => void,
  options: PaceOptions & { readonly running: ReadonlySet<Promise<void>> },
): Promise<void> {
  const { io, signal, most, running } = options;
  let isQuick = true;
  for (let next = 0; next < count;) {
    const allowed = isQuick ? most : Math.min(most, LEAST);
    const room = Math.min(STEP, allowed - running.size);
    for (const until = Math.min(count, next + room); next < until; next++) {
      start(next);
    }
    const startMs = io.clock.monotonicMs();
    await io.sleep(0, signal);
    isQuick = io.clock.monotonicMs() - startMs <= MAX_TURN_MS;
    if (running.size >= most) await Promise.race(running);
    signal.throwIfAborted();
  }
}
