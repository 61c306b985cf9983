import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { assertThrows } from "@std/assert/throws";
import { dial } from "../../src/io/deno_conn.ts";
import { listen } from "../../src/io/deno_listen.ts";
import { IoError } from "../../src/io/io.ts";

const address = "127.0.0.1";
const { signal } = new AbortController();

Deno.test("`listen()` accepts connections that carry bytes both ways", async () => {
  const listener = listen({ address, port: 0 });
  const accepting = listener.accept(signal);
  const client = await dial({ address, port: listener.port, signal });
  const server = await accepting;
  assertEquals(server?.remote, client.local);
  assertEquals(server?.local, client.remote);
  await client.write(Uint8Array.of(1, 2), signal);
  assertEquals(await server?.read(signal), Uint8Array.of(1, 2));
  await server?.write(Uint8Array.of(3), signal);
  assertEquals(await client.read(signal), Uint8Array.of(3));
  client.close();
  assertEquals(await server?.read(signal), null);
  server?.close();
  server?.close();
  listener.close();
});

Deno.test("`listen()` keeps a connection for the next who accepts", async () => {
  const listener = listen({ address, port: 0 });
  const stop = new AbortController();
  const givenUp = listener.accept(stop.signal);
  stop.abort();
  await assertRejects(() => givenUp, DOMException);
  const client = await dial({ address, port: listener.port, signal });
  const server = await listener.accept(signal);
  assertEquals(server?.remote, client.local);
  server?.close();
  client.close();
  listener.close();
});

Deno.test("`listen()` gives connections that fail by name once closed", async () => {
  const listener = listen({ address, port: 0 });
  const client = await dial({ address, port: listener.port, signal });
  const server = await listener.accept(signal);
  server?.close();
  client.close();
  listener.close();
  const error = await assertRejects(
    async () => await server?.read(signal),
    IoError,
  );
  assertEquals(error.code, "EBADF");
});

Deno.test("`listen()` accepts nothing once it is closed", async () => {
  const listener = listen({ address, port: 0 });
  const accepting = listener.accept(signal);
  listener.close();
  listener.close();
  assertEquals(await accepting, null);
  assertEquals(await listener.accept(signal), null);
});

Deno.test("`listen()` names a port that is taken", () => {
  const listener = listen({ address, port: 0 });
  const error = assertThrows(
    () => listen({ address, port: listener.port }),
    IoError,
  );
  assertEquals(error.code, "EADDRINUSE");
  listener.close();
});
