import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { createBreakingIo } from "../../src/io/deno_breaking.ts";
import { dial } from "../../src/io/deno_conn.ts";
import { IoError } from "../../src/io/io.ts";

const address = "127.0.0.1";
const { signal } = new AbortController();

async function connectedPair() {
  const listener = await createBreakingIo().listenBreakable({
    address,
    port: 0,
  });
  const client = await dial({ address, port: listener.port, signal });
  const server = await listener.accept(signal);
  if (server === null) throw new Error("nobody connected");
  return { listener, client, server };
}

Deno.test("`createBreakingIo()` carries bytes both ways", async () => {
  const { listener, client, server } = await connectedPair();
  await client.write(new Uint8Array([1, 2]), signal);
  assertEquals(await server.read(signal), new Uint8Array([1, 2]));
  await server.write(new Uint8Array([3]), signal);
  assertEquals(await client.read(signal), new Uint8Array([3]));
  client.close();
  assertEquals(await server.read(signal), null);
  server.close();
  listener.close();
  assertEquals(await listener.accept(signal), null);
});

Deno.test("`createBreakingIo()` resets a connection", async () => {
  const { listener, client, server } = await connectedPair();
  const reading = client.read(signal);
  server.reset();
  const error = await assertRejects(() => reading, IoError);
  assertEquals(error.code, "ECONNRESET");
  client.close();
  listener.close();
});

Deno.test("`createBreakingIo()` ends a connection in order", async () => {
  const { listener, client, server } = await connectedPair();
  server.close();
  assertEquals(await client.read(signal), null);
  client.close();
  listener.close();
});

Deno.test("`createBreakingIo()` loses nothing when a read is given up", async () => {
  const { listener, client, server } = await connectedPair();
  const given = new AbortController();
  const reading = server.read(given.signal);
  given.abort();
  await assertRejects(() => reading, DOMException);
  await client.write(new Uint8Array([7]), signal);
  assertEquals(await server.read(signal), new Uint8Array([7]));
  client.close();
  server.close();
  listener.close();
});

Deno.test("`createBreakingIo()` says that a port is taken", async () => {
  const { listener, client, server } = await connectedPair();
  const { port } = listener;
  const error = await assertRejects(
    () => createBreakingIo().listenBreakable({ address, port }),
    IoError,
  );
  assertEquals(error.code, "EADDRINUSE");
  client.close();
  server.close();
  listener.close();
});

Deno.test("`createBreakingIo()` ends connections that nobody accepted", async () => {
  const listener = await createBreakingIo().listenBreakable({
    address,
    port: 0,
  });
  const client = await dial({ address, port: listener.port, signal });
  const other = await dial({ address, port: listener.port, signal });
  // The second is connected once the first was handed on.
  const server = await listener.accept(signal);
  listener.close();
  assertEquals(await other.read(signal).catch(() => null), null);
  assertEquals(await listener.accept(signal), null);
  for (const channel of [client, other, server]) channel?.close();
});

Deno.test("`createBreakingIo()` ends a wait for a connection at its close", async () => {
  const listener = await createBreakingIo().listenBreakable({
    address,
    port: 0,
  });
  const accepting = listener.accept(signal);
  listener.close();
  listener.close();
  assertEquals(await accepting, null);
});
