import { connect, createServer, type Socket } from "node:net";
import type { FaultServer } from "./fault_server.ts";

/** A relay that can break its connections. */
export interface Relay extends FaultServer {
  /** Resets the connections (RST) of all clients. */
  reset(): void;
  /** Ends the connections of all clients, in order for TCP alone. */
  end(): void;
}

/** Passes all on to a server on loopback, until it is told to break. */
export async function resetRelay(to: FaultServer): Promise<Relay> {
  const clients = new Set<Socket>();
  const servers = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(to.port, to.address);
    clients.add(client);
    servers.add(upstream);
    for (const socket of [client, upstream]) socket.on("error", () => {});
    client.on("data", (bytes) => upstream.write(bytes));
    upstream.on("data", (bytes) => client.write(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    address: "127.0.0.1",
    port: typeof address === "object" ? address?.port ?? 0 : 0,
    reset: () => clients.forEach((client) => client.resetAndDestroy()),
    end: () => clients.forEach((client) => client.destroy()),
    async [Symbol.asyncDispose]() {
      for (const socket of [...clients, ...servers]) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
