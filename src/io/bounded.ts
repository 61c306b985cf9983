import { MAX_SUBPROCESSES } from "../model/limits.ts";
import { type Io, IoError } from "./io.ts";
import { withSpawn } from "./with_spawn.ts";

/**
 * Bounds how many subprocesses one piece of work may start. One more is
 * refused with the code `EBOUND` before anything is started.
 *
 * @param io What really acts.
 * @param maxSubprocesses Most subprocesses, all together.
 * @returns The same world with a bound.
 * @default maxSubprocesses {@linkcode MAX_SUBPROCESSES}
 */
export function boundedIo(
  io: Io,
  maxSubprocesses: number = MAX_SUBPROCESSES,
): Io {
  let left = maxSubprocesses;
  return withSpawn(io, (program, args, options) => {
    if (left === 0) return Promise.reject(tooMany(program, maxSubprocesses));
    left--;
    return io.spawn(program, args, options);
  });
}

function tooMany(program: string, maxSubprocesses: number): IoError {
  return new IoError({
    kind: "failed",
    originalName: "RangeError",
    code: "EBOUND",
    message: `Cannot start ${program} as one subprocess more: ` +
      `current bound is ${maxSubprocesses}`,
  });
}
