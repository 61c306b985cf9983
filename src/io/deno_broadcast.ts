import type { Socket } from "node:dgram";
import { orAborted, permissionHost } from "./deno_conn.ts";
import { toIoError } from "./deno_error.ts";
import { Inbox, sendDatagram } from "./deno_inbox.ts";
import { demandNet } from "./deno_permission.ts";
import type { DatagramAnswer } from "./discovery_io.ts";
import type { ExchangeOptions } from "./io.ts";

// By await, or a bundle would load it at start (8 ms, measured).
const { createSocket } = await import("node:dgram");

/** Most answers waiting to be looked at; more are dropped, as UDP may. */
const MAX_WAITING_ANSWERS = 1024;

/**
 * Sends one datagram and gives the answers of whoever answers: as
 * `DiscoveryIo.ask()`, by Deno.
 *
 * @param query The datagram.
 * @param options Where to, be it one host or a broadcast address, and the
 * signal that ends the wait.
 * @returns The answers, until the signal aborts or the caller leaves the loop.
 * @throws {IoError} It could not be sent; then the signal's reason as it is.
 */
export async function* ask(
  query: Uint8Array,
  options: ExchangeOptions,
): AsyncIterable<DatagramAnswer> {
  const { address, port, signal } = options;
  signal.throwIfAborted();
  const isSix = address.includes(":");
  const flag = `--allow-net=${permissionHost(address, port)}`;
  await demandNet(isSix ? "[::]:0" : "0.0.0.0:0");
  await demandNet(permissionHost(address, port));
  const socket = createSocket({
    type: isSix ? "udp6" : "udp4",
    // There is no name to look up, and the detour is in every round trip.
    lookup: (host, _options, done) => done(null, host, isSix ? 6 : 4),
  });
  let startMs = 0;
  const inbox = new Inbox<DatagramAnswer>(socket, {
    most: MAX_WAITING_ANSWERS,
    take(bytes, { address, port }) {
      const tookMs = performance.now() - startMs;
      return { address, port, bytes, tookMs };
    },
  });
  try {
    await orAborted(bind(socket), signal);
    if (!isSix) socket.setBroadcast(true);
    startMs = performance.now();
    await orAborted(sendDatagram(socket, query, options), signal);
    // The first call costs up to 2 ms before the datagram leaves (measured).
    startMs = performance.now();
    for (;;) yield await inbox.next(signal);
  } catch (error) {
    throw error === signal.reason ? error : toIoError(error, { flag });
  } finally {
    socket.close();
  }
}

function bind(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.bind(0, () => resolve());
  });
}
