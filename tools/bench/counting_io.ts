import type { WatchIo } from "../../src/app/watch_world.ts";
import { createFollowingIo } from "../../src/io/deno_following.ts";

/** How often the world was asked. */
export interface IoCounts {
  /** Programs that were started. */
  readonly programs: number;
  /** Connections that were asked for. */
  readonly connections: number;
}

/** The real world, and how often it was asked. */
export interface CountingIo {
  /** The world. */
  readonly io: WatchIo;
  /** How often it was asked since the last reset. */
  readonly counts: IoCounts;
  /** Counts from 0 again. */
  reset(): void;
}

/**
 * Makes a world that counts.
 *
 * @returns It, with nothing counted.
 */
export function countingIo(): CountingIo {
  const real = createFollowingIo();
  let programs = 0;
  let connections = 0;
  return {
    io: {
      ...real,
      dial(options) {
        connections++;
        return real.dial(options);
      },
      spawn(program, args, options) {
        programs++;
        return real.spawn(program, args, options);
      },
    },
    get counts() {
      return { programs, connections };
    },
    reset() {
      programs = 0;
      connections = 0;
    },
  };
}
