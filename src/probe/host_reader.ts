import { type Io, IoError } from "../io/io.ts";
import type {
  NetworkInterfaceFact,
  RouteFact,
  RouteLookup,
} from "../model/host_facts.ts";
import { MAX_SUBPROCESS_OUTPUT_BYTES } from "../model/limits.ts";
import type { NeighbourSight } from "../wire/ip_neigh_ages.ts";
import { startDeadline } from "./deadline.ts";
import { type HostCommand, hostCommands } from "./host_commands.ts";
import type { HostReading } from "./host_reading.ts";

/**
 * Longest that one look at this host may take: 2 to 5 ms on Linux (measured);
 * a cold PowerShell needs a second and more.
 */
export const HOST_READ_TIMEOUT_MS = 5000;

/**
 * What this host knows of its own network, read at most once for all probes
 * and targets of a diagnosis. Nothing here sends a packet.
 */
export interface HostReader {
  /** All interfaces with their addresses. */
  interfaces(): Promise<HostReading<readonly NetworkInterfaceFact[]>>;
  /** All routes, of both families. */
  routes(): Promise<HostReading<readonly RouteFact[]>>;
  /**
   * The way that the system would take to a literal address.
   * @throws {TypeError} The text is no address.
   */
  routeTo(address: string): Promise<HostReading<RouteLookup>>;
  /**
   * The neighbour table, read anew unless the last look at it began at or
   * after that instant of the monotonic clock: hosts that fall silent together
   * share one look.
   */
  neighbours(
    family: 4 | 6,
    sinceMs: number,
  ): Promise<HostReading<readonly NeighbourSight[]>>;
}

interface Dated<T> {
  readonly beganMs: number;
  readonly reading: Promise<HostReading<T>>;
}

/**
 * Makes the reader of one diagnosis.
 *
 * @param io The world.
 * @param signal Ends all looks; what is not read by then reads as a failure.
 * @returns The reader; it holds nothing open once its looks have ended.
 */
export function createHostReader(io: Io, signal: AbortSignal): HostReader {
  const commands = hostCommands(io.platform);
  const routesTo = new Map<string, Promise<HostReading<RouteLookup>>>();
  const tables = new Map<string, Dated<readonly NeighbourSight[]>>();
  let interfaces: Promise<HostReading<readonly NetworkInterfaceFact[]>>;
  let routes: Promise<HostReading<readonly RouteFact[]>>;

  function read<T>(
    command: HostCommand<T> | undefined,
  ): Promise<HostReading<T>> {
    if (command !== undefined) return runCommand(command, io, signal);
    const reason = `no way is known to ask this of ${io.platform}`;
    return Promise.resolve({ ok: false, reason });
  }

  return {
    interfaces: () => interfaces ??= read(commands?.interfaces),
    routes: () => routes ??= read(commands?.routes),
    routeTo(address) {
      const reading = routesTo.get(address) ??
        read(commands?.routeTo(address));
      routesTo.set(address, reading);
      return reading;
    },
    neighbours(family, sinceMs) {
      const command = commands?.neighbours(family);
      const key = command?.program ?? "";
      const last = tables.get(key);
      if (last !== undefined && last.beganMs >= sinceMs) return last.reading;
      const beganMs = io.clock.monotonicMs();
      const reading = read(command);
      tables.set(key, { beganMs, reading });
      return reading;
    },
  };
}

async function runCommand<T>(
  command: HostCommand<T>,
  io: Io,
  signal: AbortSignal,
): Promise<HostReading<T>> {
  const { program, args } = command;
  const timeoutMs = HOST_READ_TIMEOUT_MS;
  const deadline = startDeadline({ io, signal, timeoutMs });
  try {
    const reading = command.read(
      await io.spawn(program, args, {
        signal: deadline.signal,
        maxBytes: MAX_SUBPROCESS_OUTPUT_BYTES,
      }),
    );
    return reading.ok
      ? { ok: true, value: reading.value }
      : { ok: false, program, reason: reading.error };
  } catch (error) {
    const reason = error instanceof IoError ? error : "it had no time to run";
    return { ok: false, program, reason };
  } finally {
    deadline.stop();
  }
}
