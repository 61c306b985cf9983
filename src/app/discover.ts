import { createDiscoveryIo } from "../io/deno_discovery.ts";
import type { DiscoveryIo } from "../io/discovery_io.ts";
import { IoError } from "../io/io.ts";
import { type Discovered, DISCOVERED_SCHEMA } from "../model/discovered.ts";
import { addressFamily, isLoopbackAddress, parsePort } from "../model/host.ts";
import {
  DEFAULT_SEARCH_MS,
  MAX_SEARCH_DESTINATIONS,
  MAX_TIMEOUT_MS,
  MIN_TIMEOUT_MS,
} from "../model/limits.ts";
import { scrub } from "../model/scrub.ts";
import { searchServers } from "../session/discovery.ts";
import {
  broadcastAddress,
  LIMITED_BROADCAST,
} from "../wire/broadcast_address.ts";
import { DISCOVERY_PORT } from "../wire/heartbeat/discovery.ts";

/** Options of {@linkcode discover}. */
export interface DiscoverOptions {
  /**
   * Literal addresses to ask, at most 64: broadcast ones, or hosts.
   *
   * @default 255.255.255.255 and the broadcast address of each interface
   */
  readonly addresses?: readonly string[];
  /** The port to ask, 1 to 65535. @default {5555} */
  readonly port?: number;
  /** How long to wait for answers, in milliseconds. @default {2000} */
  readonly forMs?: number;
  /** Is told, in words that are safe to print, what could not be asked. */
  readonly onProblem?: (problem: string) => void;
  /** Ends the search, in order. */
  readonly signal?: AbortSignal;
}

/**
 * Finds servers by UDP: asks all hosts of the local networks, or the addresses
 * that are named, and tells each server that answers once.
 *
 * @param options Whom to ask, and for how long.
 * @returns The servers, as they answer.
 * @throws {SyntaxError} An address is not a literal one.
 * @throws {RangeError} A number is out of range, or there are too many
 * addresses.
 * @throws {IoError} Nobody at all could be asked, once the iteration begins.
 *
 * @example Find a server on this machine
 * ```ts
 * import { discover, serve } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * await using server = await serve({ protocols: ["discovery:0"] });
 * const [{ port } = { port: 0 }] = server.served;
 * const addresses = ["127.0.0.1"];
 * for await (const found of discover({ addresses, port, forMs: 200 })) {
 *   assertEquals(found.address, "127.0.0.1");
 *   assertEquals(found.port, port);
 * }
 * ```
 */
export function discover(
  options: DiscoverOptions = {},
): AsyncIterable<Discovered> {
  return discoverWith(createDiscoveryIo(), options);
}

/** The same in a given world. */
export function discoverWith(
  io: DiscoveryIo,
  options: DiscoverOptions,
): AsyncIterable<Discovered> {
  const { addresses = [], port, forMs = DEFAULT_SEARCH_MS } = options;
  if (port !== undefined) parsePort(String(port));
  addresses.forEach(requireAddress);
  if (addresses.length > MAX_SEARCH_DESTINATIONS) {
    throw new RangeError(
      `Cannot ask more than ${MAX_SEARCH_DESTINATIONS} addresses: ` +
        `current number is ${addresses.length}`,
    );
  }
  if (!(forMs >= MIN_TIMEOUT_MS && forMs <= MAX_TIMEOUT_MS)) {
    throw new RangeError(
      `Cannot wait for answers outside ${MIN_TIMEOUT_MS} to ` +
        `${MAX_TIMEOUT_MS} ms: current value is ${forMs}`,
    );
  }
  return search(io, { ...options, forMs });
}

async function* search(
  io: DiscoveryIo,
  options: DiscoverOptions & { readonly forMs: number },
): AsyncGenerator<Discovered> {
  const { addresses = [], port = DISCOVERY_PORT, forMs } = options;
  const { onProblem = () => {}, signal = new AbortController().signal } =
    options;
  const destinations = addresses.length > 0
    ? [...new Set(addresses)]
    : localDestinations(io, onProblem);
  const errors: IoError[] = [];
  const quiet: string[] = [];
  const results = searchServers(io, { destinations, port, forMs, signal });
  for await (const result of results) {
    if ("error" in result) {
      const { via, error } = result;
      errors.push(error);
      const words = `Cannot ask ${via}: ${wordsOf(error)}`;
      // Without a default route it leads nowhere, and the others do its work.
      const isSpare = via === LIMITED_BROADCAST && addresses.length === 0 &&
        error.kind === "failed";
      if (isSpare) quiet.push(words);
      else onProblem(words);
      continue;
    }
    const { via, answer: { address, port, tookMs } } = result;
    const roundTripMs = Math.round(tookMs * 1000) / 1000;
    const at = new Date(io.clock.wallMs()).toISOString();
    const schema = DISCOVERED_SCHEMA;
    yield { schema, address, port, roundTripMs, via, at };
  }
  const [first] = errors;
  if (first === undefined || errors.length < destinations.length) return;
  quiet.forEach(onProblem);
  throw first;
}

/** Whom a person expects to be asked: everybody on the local networks. */
function localDestinations(
  io: DiscoveryIo,
  onProblem: (problem: string) => void,
): readonly string[] {
  try {
    const networks = io.localNetworks();
    const others = networks.filter((it) => !isLoopbackAddress(it.address));
    // A machine without a network may still have servers of its own.
    const meant = others.length > 0 ? others : networks;
    const found = meant.map((it) => broadcastAddress(it.address, it.netmask));
    const known = found.filter((address) => address !== undefined);
    const isAlone = others.length === 0 && known.length > 0;
    if (isAlone) {
      onProblem("Cannot find a network but loopback: asking that alone");
    }
    const all = new Set(isAlone ? known : [LIMITED_BROADCAST, ...known]);
    return [...all].slice(0, MAX_SEARCH_DESTINATIONS);
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    onProblem(
      `Cannot tell the networks of this machine: ${wordsOf(error)}; ` +
        `asking ${LIMITED_BROADCAST} alone`,
    );
    return [LIMITED_BROADCAST];
  }
}

function wordsOf({ permission, code, message }: IoError): string {
  if (permission !== undefined) return `it needs ${permission}`;
  // All that Deno 2.9.6 tells of any datagram that could not be sent.
  return code === "UNKNOWN"
    ? "no network leads there, or a rule of this machine forbids it"
    : scrub(message);
}

function requireAddress(address: string): void {
  if (addressFamily(address) !== 0) return;
  throw new SyntaxError(
    "Cannot ask an address that is not a literal one: current value is " +
      JSON.stringify(address),
  );
}
