import type { RemoteInfo } from "node:dgram";
import { permissionHost } from "./deno_conn.ts";
import { toIoError } from "./deno_error.ts";
import { demandNet, mayContact, missingNet } from "./deno_permission.ts";
import type { AnsweringSocket, AnswerOptions } from "./io.ts";

// By await, or a bundle would load it at start (8 ms, measured).
const { createSocket } = await import("node:dgram");

/**
 * Serves a UDP port: `ServingIo.answerDatagrams` on Deno.
 *
 * @param options The address and port.
 * @param answer Makes the answer to a datagram, or `undefined` for none.
 * @returns The socket, once it is bound; its owner closes it.
 * @throws {IoError} The port is taken, the address is not of this host, or the
 * permission is missing.
 */
export async function answerDatagrams(
  options: AnswerOptions,
  answer: (query: Uint8Array, from: string) => Uint8Array | undefined,
): Promise<AnsweringSocket> {
  const { address, port } = options;
  let { onDenied } = options;
  const host = isLoopback(address)
    ? permissionHost(address)
    : permissionHost(address, port);
  await demandNet(host);
  const flag = `--allow-net=${host}`;
  const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
  return await new Promise((resolve, reject) => {
    socket.on("error", (error) => reject(toIoError(error, { flag })));
    socket.on("message", (bytes: Uint8Array, from: RemoteInfo) => {
      const sender = permissionHost(from.address, from.port);
      // Sending would fail silently.
      if (!mayContact(sender)) {
        onDenied?.(missingNet(permissionHost(from.address)));
        onDenied = undefined;
        return;
      }
      const reply = answer(new Uint8Array(bytes), sender);
      // A peer that is gone must not end the server.
      if (reply) socket.send(reply, from.port, from.address, () => {});
    });
    socket.bind({ address, port, exclusive: true }, () => {
      let closed = false;
      resolve({
        port: socket.address().port,
        close: () => {
          if (!closed) socket.close();
          closed = true;
        },
      });
    });
  });
}

/**
 * Who asks such an address has it too, at any port: without a permission to
 * answer there, each question would be lost silently.
 */
function isLoopback(address: string): boolean {
  return /^127\.|^::1$/.test(address);
}
