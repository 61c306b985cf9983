import { createServer, type Socket } from "node:net";
import type { FaultServer } from "./fault_server.ts";

/** Options of {@linkcode resetConnection}. */
export interface ResetOptions {
  /**
   * Whether the reset comes after the question.
   * @default false: it comes a moment after the handshake
   */
  readonly afterQuestion?: boolean;
}

/** A moment in which the client's connect returns, in milliseconds. */
const MOMENT_MS = 10;

/** Resets the connection (RST), as a machine that has rebooted does. */
export async function resetConnection(
  options: ResetOptions = {},
): Promise<FaultServer> {
  const sockets = new Set<Socket>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    if (options.afterQuestion) {
      socket.on("data", () => socket.resetAndDestroy());
    } else timers.add(setTimeout(() => socket.resetAndDestroy(), MOMENT_MS));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    address: "127.0.0.1",
    port: typeof address === "object" ? address?.port ?? 0 : 0,
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
