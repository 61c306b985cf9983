import type { Io } from "./io.ts";

/**
 * The same world, with another way to run programs.
 *
 * @param io What really acts; its methods may be those of a class.
 * @param spawn Runs a program in its place.
 */
export function withSpawn(io: Io, spawn: Io["spawn"]): Io {
  return {
    platform: io.platform,
    clock: io.clock,
    random: () => io.random(),
    sleep: (durationMs, signal) => io.sleep(durationMs, signal),
    dial: (options) => io.dial(options),
    secure: (channel, options) => io.secure(channel, options),
    exchange: (query, options) => io.exchange(query, options),
    lookup: (name, signal) => io.lookup(name, signal),
    readText: (path) => io.readText(path),
    spawn,
  };
}
