import type { Credentials } from "../../src/model/target.ts";
import { type FaultServer, startFault, writeAll } from "./fault_server.ts";

/** Options of {@linkcode socks5Proxy}. */
export interface Socks5Options {
  /** Whom it lets in. @default everybody */
  readonly credentials?: Credentials;
}

/**
 * A real SOCKS5 proxy (RFC 1928, RFC 1929) that connects to 127.0.0.1 alone,
 * whatever address or name it is asked for.
 */
export function socks5Proxy(options: Socks5Options = {}): FaultServer {
  return startFault(async (conn, stopped) => {
    const client = new ByteReader(conn);
    if (!await letIn(client, conn, options.credentials)) return;
    const [, , , type] = await client.take(4);
    const nameLength = type === 3 ? (await client.take(1))[0] ?? 0 : 0;
    await client.take(type === 1 ? 4 : type === 4 ? 16 : nameLength);
    const [high = 0, low = 0] = await client.take(2);
    const server = await connect(high * 256 + low);
    if (server === undefined) {
      await writeAll(conn, Uint8Array.of(5, 5, 0, 1, 0, 0, 0, 0, 0, 0));
      return;
    }
    const close = () => server.close();
    stopped.addEventListener("abort", close, { once: true });
    await writeAll(conn, Uint8Array.of(5, 0, 0, 1, 127, 0, 0, 1, high, low));
    await Promise.race([pump(conn, server), pump(server, conn)]);
    stopped.removeEventListener("abort", close);
    close();
  });
}

async function letIn(
  client: ByteReader,
  conn: Deno.Conn,
  credentials: Credentials | undefined,
): Promise<boolean> {
  const [, count = 0] = await client.take(2);
  const methods = await client.take(count);
  const wanted = credentials === undefined ? 0 : 2;
  const isOffered = methods.includes(wanted);
  await writeAll(conn, Uint8Array.of(5, isOffered ? wanted : 0xff));
  if (!isOffered || credentials === undefined) return isOffered;
  await client.take(1);
  const username = await client.takeText();
  const password = await client.takeText();
  const isRight = username === credentials.username &&
    password === credentials.password;
  await writeAll(conn, Uint8Array.of(1, isRight ? 0 : 1));
  return isRight;
}

async function connect(port: number): Promise<Deno.Conn | undefined> {
  try {
    return await Deno.connect({ hostname: "127.0.0.1", port });
  } catch {
    return undefined;
  }
}

async function pump(from: Deno.Conn, to: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(4096);
  try {
    for (;;) {
      const length = await from.read(buffer);
      if (length === null) return;
      await writeAll(to, buffer.slice(0, length));
    }
  } catch {
    // One side is gone: so is the tunnel.
  }
}

/** Reads exactly as many bytes as a message has. */
class ByteReader {
  readonly #conn: Deno.Conn;

  constructor(conn: Deno.Conn) {
    this.#conn = conn;
  }

  async take(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    for (let taken = 0; taken < length;) {
      const read = await this.#conn.read(bytes.subarray(taken));
      if (read === null) throw new Error("the client left");
      taken += read;
    }
    return bytes;
  }

  async takeText(): Promise<string> {
    const [length = 0] = await this.take(1);
    return new TextDecoder().decode(await this.take(length));
  }
}
