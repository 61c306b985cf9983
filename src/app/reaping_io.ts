import type { Io } from "../io/io.ts";
import { withSpawn } from "../io/with_spawn.ts";

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
    io: withSpawn(io, (program, args, options) => {
      const finished = io.spawn(program, args, options);
      const ended = finished.then(() => {}, () => {});
      running.add(ended);
      ended.then(() => running.delete(ended));
      return finished;
    }),
    async reaped() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
