import type { Io, Platform } from "../io/io.ts";
import { createHostReader } from "../probe/host_reader.ts";
import type { NetworkReader } from "../session/network_polling.ts";

/**
 * Time between two looks at this host's network, in milliseconds. Where they
 * are cheap (4 ms of processor time for `ip`, measured on Linux) a pulled
 * cable is noticed well before a beat is missed. A PowerShell starts for a
 * second: there looks serve targets that have no beats, no more.
 */
const INTERVAL_MS: Readonly<Record<Platform, number | undefined>> = {
  linux: 250,
  darwin: 250,
  windows: 15_000,
  other: undefined,
};

/**
 * Makes the reader that looks at this host's network with the programs that a
 * diagnosis uses, at most two subprocesses at once.
 *
 * @param io The world.
 * @returns The reader; `undefined` where no program is known to ask.
 */
export function createNetworkReader(io: Io): NetworkReader | undefined {
  const intervalMs = INTERVAL_MS[io.platform];
  if (intervalMs === undefined) return undefined;
  return {
    intervalMs,
    async read(signal) {
      const host = createHostReader(io, signal);
      const [interfaces, routes] = await Promise.all([
        host.interfaces(),
        host.routes(),
      ]);
      // Where a system lists no routes, no program was asked for them.
      const isWhole = routes.ok || routes.program === undefined;
      if (!interfaces.ok || !isWhole) return undefined;
      return {
        interfaces: interfaces.value,
        routes: routes.ok ? routes.value : [],
      };
    },
  };
}
