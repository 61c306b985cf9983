import { createServingIo } from "../io/deno_serving.ts";
import { IoError, type ServingIo } from "../io/io.ts";
import type { WebSocketIo } from "../io/websocket_io.ts";
import { addressFamily, formatAuthority, parseHost } from "../model/host.ts";
import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from "../model/limits.ts";
import type { ServeEvent } from "../model/serve_event.ts";
import { allowedOrigins } from "./allowed_origins.ts";
import { type ServeLimits, serveLimits } from "./serve_limits.ts";
import { parseServed, type ServedProtocol } from "./served_protocol.ts";
import type { Receivers } from "./served_client.ts";
import { Server } from "./server.ts";

/** Options of {@linkcode serve}. */
export interface ServeOptions {
  /**
   * What to serve: `text`, `json`, `ws`, `qt` or `discovery`, each with a port
   * if it is not the usual one (`text:4578`; 0 is any free one).
   */
  readonly protocols: readonly string[];
  /** A literal address of this machine. @default {"127.0.0.1"} */
  readonly address?: string;
  /** Time between beats, in milliseconds. @default the protocol's */
  readonly intervalMs?: number;
  /** Missing beats that are the end. @default the protocol's */
  readonly misses?: number;
  /** Most bytes of one message. @default 1 MiB, of `qt` 16 MiB */
  readonly maxMessageBytes?: number;
  /**
   * Web pages that may connect to `ws`: `https://app.example`, `null`, or `*`
   * for all. Those of this machine and programs without a browser always may.
   *
   * @default none
   */
  readonly allowOrigins?: readonly string[];
  /** What the clients may do. */
  readonly limits?: Partial<ServeLimits>;
  /** Is told of all that happens. It must not throw. */
  readonly onEvent?: (event: ServeEvent) => void;
  /** Ends the server, in order. */
  readonly signal?: AbortSignal;
}

/** A server that runs. */
export interface Serving extends AsyncDisposable {
  /** What is served, with the ports that the system chose. */
  readonly served: readonly ServedProtocol[];
  /**
   * Sends a text command to `json` clients.
   *
   * @param command The text; the word `heartbeat` in it must be inside a JSON
   * object, else clients would take it for a beat.
   * @param to All, one by the number of its connection, or all of an address.
   * @returns How many clients it went to.
   * @throws {SyntaxError} Clients could not tell it from a beat.
   */
  send(command: string, to?: Receivers): number;
  /** Ends the server: lets the clients go and the ports free. */
  close(): Promise<void>;
  /** Is there when the server has ended. */
  readonly closed: Promise<void>;
}

/**
 * Answers heartbeats: one server for any set of protocols, many clients each.
 * It finds dead clients by the protocol's own rule, relays `qt` messages, and
 * lets a client that floods or does not read go without harm to others.
 *
 * @param options What to serve and where.
 * @returns The server, once every port is open.
 * @throws {IoError} A port is in use, the address is not of this machine, or a
 * permission is missing; nothing is served then.
 * @throws {SyntaxError} A protocol, the address or an origin cannot be read.
 * @throws {RangeError} A number is out of range.
 *
 * @example A heartbeat in your own server
 * ```ts
 * import { serve } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const events: string[] = [];
 * await using server = await serve({
 *   protocols: ["text:0"],
 *   onEvent: ({ event }) => events.push(event),
 * });
 *
 * const [{ port } = { port: 0 }] = server.served;
 * const client = await Deno.connect({ hostname: "127.0.0.1", port });
 * const bytes = new Uint8Array(16);
 * await client.read(bytes);
 * assertEquals(new TextDecoder().decode(bytes.subarray(0, 2)), "OK");
 * client.close();
 * await server.close();
 * assertEquals(events.slice(0, 2), ["listening", "connected"]);
 * ```
 */
export function serve(options: ServeOptions): Promise<Serving> {
  return serveWith(createServingIo(), options);
}

/** The same in a given world. */
export async function serveWith(
  io: ServingIo & WebSocketIo,
  options: ServeOptions,
): Promise<Serving> {
  const served = options.protocols.map(parseServed);
  const { signal, onEvent = () => {} } = options;
  const { address = "127.0.0.1", limits = {} } = options;
  requireAddress(address);
  requireBeats(options);
  signal?.throwIfAborted();
  const server = new Server(io, {
    ...options,
    address,
    allowsOrigin: allowedOrigins(options.allowOrigins ?? []),
    limits: serveLimits(limits),
    onEvent,
  });
  try {
    for (const one of served) await open(server, one, address);
  } catch (error) {
    await server.close();
    throw error;
  }
  server.start();
  signal?.addEventListener("abort", () => server.close(), { once: true });
  if (signal?.aborted) server.close();
  return {
    served: server.served,
    send: (command, to = "all") => server.send(command, to),
    close: () => server.close(),
    closed: server.closed,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

async function open(
  server: Server,
  served: ServedProtocol,
  address: string,
): Promise<void> {
  try {
    await server.open(served);
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    const { protocol, port } = served;
    throw new IoError({
      kind: error.kind,
      originalName: error.originalName,
      code: error.code,
      permission: error.permission,
      message: `Cannot serve ${protocol} on ${formatAuthority(address, port)}` +
        `: ${reasonOf(error, served)}`,
      cause: error,
    });
  }
}

function reasonOf(error: IoError, { protocol }: ServedProtocol): string {
  const other = `name another, like ${protocol}:8080`;
  if (error.permission !== undefined) return `it needs ${error.permission}`;
  switch (error.code) {
    case "EADDRINUSE":
      return `the port is in use; ${other}`;
    case "EACCES":
      return `a port that low needs the system's permission; ${other}`;
    case "EADDRNOTAVAIL":
      return "the address is not one of this machine";
  }
  // The zone of an address is looked up like a name (getaddrinfo(3)).
  return /lookup address/.test(error.message)
    ? "the address, with the interface behind its %, is not one of this machine"
    : error.message;
}

function requireAddress(address: string): void {
  // Nobody can connect to a group of hosts, and parseHost() says so.
  if (addressFamily(address) !== 0) return void parseHost(address);
  throw new SyntaxError(
    "Cannot serve on an address that is not a literal one: current value is " +
      JSON.stringify(address),
  );
}

function requireBeats({ intervalMs, misses }: ServeOptions): void {
  const isTime = intervalMs === undefined ||
    intervalMs >= MIN_TIMEOUT_MS && intervalMs <= MAX_TIMEOUT_MS;
  if (!isTime) {
    throw new RangeError(
      `Cannot use an interval outside ${MIN_TIMEOUT_MS} to ` +
        `${MAX_TIMEOUT_MS} ms: current value is ${intervalMs}`,
    );
  }
  if (misses === undefined || Number.isSafeInteger(misses) && misses > 0) {
    return;
  }
  throw new RangeError(
    "Cannot use misses as a whole number above 0: current value is " + misses,
  );
}
