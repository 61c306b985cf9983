import { orAborted, permissionHost } from "./deno_conn.ts";
import { toIoError } from "./deno_error.ts";
import { Inbox, sendDatagram } from "./deno_inbox.ts";
import { demandNet } from "./deno_permission.ts";
import type { ExchangeOptions } from "./io.ts";

// By await, or a bundle would load it at start (8 ms, measured).
const { createSocket } = await import("node:dgram");

/** Most answers waiting to be looked at; more are dropped, as UDP may. */
const MAX_WAITING_ANSWERS = 16;

/**
 * Sends one datagram and gives the answers as they come from the address and
 * port asked; what others send is dropped.
 *
 * An ICMP answer does not show: Deno 2.9.6 sends from an unconnected socket
 * (measured), so that a closed port and a silent one look alike.
 *
 * @param query The datagram.
 * @param options Where to, and the signal that ends the wait.
 * @returns The answers, until the signal aborts or the caller leaves the loop.
 * @throws {IoError} It could not be sent; then the signal's reason as it is.
 */
export async function* exchange(
  query: Uint8Array,
  options: ExchangeOptions,
): AsyncIterable<Uint8Array> {
  const { address, port, signal } = options;
  signal.throwIfAborted();
  const isSix = address.includes(":");
  await demandNet(isSix ? "[::]:0" : "0.0.0.0:0");
  await demandNet(permissionHost(address, port));
  const socket = createSocket(isSix ? "udp6" : "udp4");
  const answers = new Inbox<Uint8Array>(socket, {
    most: MAX_WAITING_ANSWERS,
    take: (bytes, from) =>
      from.port === port && isSameHost(from.address, address)
        ? bytes
        : undefined,
  });
  try {
    const sent = sendDatagram(socket, query, options).catch((error) => {
      const flag = `--allow-net=${permissionHost(address, port)}`;
      throw toIoError(error, { flag });
    });
    await orAborted(sent, signal);
    for (;;) yield await answers.next(signal);
  } finally {
    socket.close();
  }
}

/** IPv6 has many spellings; the URL parser knows the canonical one. */
function isSameHost(one: string, other: string): boolean {
  return one === other || canonical(one) === canonical(other);
}

function canonical(address: string): string {
  const plain = address.replace(/%.*$/, "");
  return plain.includes(":") ? new URL(`http://[${plain}]`).hostname : plain;
}
