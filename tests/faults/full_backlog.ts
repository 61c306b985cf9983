import type { FaultServer } from "./fault_server.ts";

/** Most connections that are opened to fill the queue: it holds two. */
const MAX_FILLERS = 8;

/** How long an attempt may take before the queue counts as full. */
const FULL_AFTER_MS = 100;

/**
 * A port that answers no handshake, as a machine that is gone does: its queue
 * of connections is full, and Linux drops what comes on top.
 */
export async function fullBacklog(): Promise<FaultServer> {
  const address = "127.0.0.1";
  const listener = Deno.listen({ hostname: address, port: 0, tcpBacklog: 1 });
  const { port } = listener.addr;
  const fillers: Deno.Conn[] = [];
  for (let i = 0; i < MAX_FILLERS; i++) {
    const filler = await connectInTime(address, port);
    if (filler === undefined) break;
    fillers.push(filler);
  }
  return {
    address,
    port,
    [Symbol.asyncDispose]() {
      for (const filler of fillers) filler.close();
      listener.close();
      return Promise.resolve();
    },
  };
}

async function connectInTime(
  hostname: string,
  port: number,
): Promise<Deno.Conn | undefined> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), FULL_AFTER_MS);
  try {
    return await Deno.connect({ hostname, port, signal: over.signal });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
