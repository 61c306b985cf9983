import type { Io } from "../io/io.ts";

/** A world whose subprocesses can be waited for. */
export interface ReapingIo {
  /** The same world. */
  readonly io: Io;
  /**
   * Waits until every subprocess has ended, those too that nobody waits for
   * any more. End their signals first.
   */
  reaped(): Promise<void>;
}

/**
 * Keeps in mind which subprocesses were started. A look that is ended in the
 * middle returns at once and leaves its subprocess to be killed; the whole
 * work must not end before that one has.
 *
 * @param io The world.
 * @returns The same world, and the wait.
 */
export function reapingIo(io: Io): ReapingIo {
  const running = new Set<Promise<unknown>>();
  return {
    io: {
      platform: io.platform,
      clock: io.clock,
      random: () => io.random(),
      sleep: (durationMs, signal) => io.sleep(durationMs, signal),
      dial: (options) => io.dial(options),
      secure: (channel, options) => io.secure(channel, options),
      exchange: (query, options) => io.exchange(query, options),
      lookup: (name, signal) => io.lookup(name, signal),
      readText: (path) => io.readText(path),
      spawn(program, args, options) {
        const finished = io.spawn(program, args, options);
        const ended = finished.then(() => {}, () => {});
        running.add(ended);
        ended.then(() => running.delete(ended));
        return finished;
      },
    },
    async reaped() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
