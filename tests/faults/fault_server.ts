/** What a misbehaving server does with one connection, then closes it. */
export type Fault = (
  conn: Deno.Conn,
  stopped: AbortSignal,
) => Promise<void>;

/** A misbehaving server on loopback; `await using` stops it. */
export interface FaultServer extends AsyncDisposable {
  readonly address: "127.0.0.1";
  readonly port: number;
}

/** Starts a server that does the same to each of its connections. */
export function startFault(fault: Fault): FaultServer {
  return serveFault(Deno.listen({ hostname: "127.0.0.1", port: 0 }), fault);
}

/** As {@linkcode startFault}, on a listener that is open already. */
export function serveFault(
  listener: Deno.Listener,
  fault: Fault,
): FaultServer {
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  async function accept(): Promise<void> {
    for await (const conn of listener) {
      const work = misbehave(conn, fault, stop.signal);
      running.add(work);
      work.finally(() => running.delete(work));
    }
  }
  const accepting = accept();
  return {
    address: "127.0.0.1",
    port: (listener.addr as Deno.NetAddr).port,
    async [Symbol.asyncDispose]() {
      stop.abort();
      listener.close();
      await accepting;
      await Promise.all(running);
    },
  };
}

/** Waits for the server to be stopped. */
export function untilStopped(stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve();
    stopped.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Writes all the bytes of a text. */
export async function writeText(conn: Deno.Conn, text: string): Promise<void> {
  await writeAll(conn, new TextEncoder().encode(text));
}

/** Writes all the bytes. */
export async function writeAll(
  conn: Deno.Conn,
  bytes: Uint8Array,
): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    sent += await conn.write(bytes.subarray(sent));
  }
}

/** Reads until the client has asked something, or left. */
export async function readQuestion(conn: Deno.Conn): Promise<string> {
  const buffer = new Uint8Array(4096);
  const length = await conn.read(buffer);
  return new TextDecoder().decode(buffer.subarray(0, length ?? 0));
}

async function misbehave(
  conn: Deno.Conn,
  fault: Fault,
  stopped: AbortSignal,
): Promise<void> {
  const close = () => {
    try {
      conn.close();
    } catch {
      // Closed before.
    }
  };
  stopped.addEventListener("abort", close, { once: true });
  try {
    await fault(conn, stopped);
  } catch {
    // The client left, or the test is over.
  } finally {
    stopped.removeEventListener("abort", close);
    close();
  }
}
