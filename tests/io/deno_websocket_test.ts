import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertRejects } from "@std/assert/rejects";
import { dial } from "../../src/io/deno_conn.ts";
import { listen } from "../../src/io/deno_listen.ts";
import { acceptWebSocket, openWebSocket } from "../../src/io/deno_websocket.ts";
import { type Channel, IoError } from "../../src/io/io.ts";
import type { WebSocketChannel } from "../../src/io/websocket_io.ts";

const address = "127.0.0.1";
const { signal } = new AbortController();
const options = {
  maxMessageBytes: 1000,
  allowsOrigin: (origin: string) => origin === "http://localhost",
  signal,
};

/** Two ends of one connection. */
async function connect(): Promise<[client: Channel, server: Channel]> {
  const listener = listen({ address, port: 0 });
  const accepting = listener.accept(signal);
  const client = await dial({ address, port: listener.port, signal });
  const server = await accepting;
  listener.close();
  if (server === null) throw new Error("Cannot accept: the listener closed");
  return [client, server];
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function reading(channel: Channel): Promise<string | null> {
  const message = await channel.read(signal);
  return message === null ? null : new TextDecoder().decode(message);
}

/** A masked frame, as a client writes it; the mask is zero. */
function frame(opcode: number, payload: string): Uint8Array {
  const data = bytes(payload);
  return Uint8Array.of(opcode, 0x80 | data.length, 0, 0, 0, 0, ...data);
}

/** What a client asks with to become a WebSocket. */
function question(...headers: readonly string[]): Uint8Array {
  const lines = [
    "GET / HTTP/1.1",
    "Host: x",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${btoa("0123456789abcdef")}`,
    ...headers,
  ];
  return bytes(lines.join("\r\n") + "\r\n\r\n");
}

/** A server end that a hand-made client has opened. */
async function openedByHand(): Promise<
  [client: Channel, server: WebSocketChannel]
> {
  const [raw, channel] = await connect();
  const accepting = acceptWebSocket(channel, options);
  await raw.write(question(), signal);
  assertMatch(await reading(raw) ?? "", /^HTTP\/1.1 101 /);
  return [raw, await accepting];
}

Deno.test("`openWebSocket()` and `acceptWebSocket()` carry messages", async () => {
  const [near, far] = await connect();
  const accepting = acceptWebSocket(far, options);
  const url = "ws://127.0.0.1/beats";
  const client = await openWebSocket(near, { ...options, url });
  const server = await accepting;
  await client.write(bytes("heartbeat"), signal);
  await client.write(bytes("é".repeat(200)), signal);
  assertEquals(await reading(server), "heartbeat");
  assertEquals(await reading(server), "é".repeat(200));
  await server.write(bytes("heartbeat"), signal);
  assertEquals(await reading(client), "heartbeat");
  client.close();
  assertEquals(await reading(server), null);
  server.close();
});

Deno.test("`ping()` ends when the pong is read, again and again", async () => {
  const [near, far] = await connect();
  const accepting = acceptWebSocket(far, options);
  const url = "ws://127.0.0.1/";
  const client = await openWebSocket(near, { ...options, url });
  const server = await accepting;
  const served = reading(server);
  const stop = new AbortController();
  const read = client.read(stop.signal).catch(() => "given up");
  await client.ping(signal);
  await client.ping(signal);
  stop.abort();
  assertEquals(await read, "given up");
  client.close();
  assertEquals(await served, null);
  server.close();
});

Deno.test("`ping()` throws the signal's reason when no pong comes", async () => {
  const [raw, channel] = await openedByHand();
  const stop = new AbortController();
  const ping = channel.ping(stop.signal);
  stop.abort();
  await assertRejects(() => ping, DOMException);
  raw.close();
  channel.close();
});

Deno.test("`openWebSocket()` speaks with a server that is not ours", async () => {
  const server = Deno.serve(
    { hostname: address, port: 0, onListen: () => {} },
    (request) => {
      const { socket, response } = Deno.upgradeWebSocket(request);
      socket.onmessage = ({ data }) => socket.send(`${data} of ${request.url}`);
      return response;
    },
  );
  const { port } = server.addr;
  const channel = await dial({ address, port, signal });
  const url = `ws://127.0.0.1:${port}/path?query`;
  const client = await openWebSocket(channel, { ...options, url });
  await client.write(bytes("heartbeat"), signal);
  assertEquals(
    await reading(client),
    `heartbeat of http://127.0.0.1:${port}/path?query`,
  );
  const read = client.read(signal);
  await client.ping(signal);
  client.close();
  await read.catch(() => {});
  await server.shutdown();
});

Deno.test("`acceptWebSocket()` speaks with a client that is not ours", async () => {
  const listener = listen({ address, port: 0 });
  const client = new WebSocket(`ws://127.0.0.1:${listener.port}/`);
  const heard = Promise.withResolvers<unknown>();
  const closed = Promise.withResolvers<number>();
  client.onopen = () => client.send("heartbeat");
  client.onmessage = ({ data }) => heard.resolve(data);
  client.onclose = ({ code }) => closed.resolve(code);
  const channel = await listener.accept(signal);
  if (channel === null) throw new Error("Cannot accept");
  const server = await acceptWebSocket(channel, options);
  assertEquals(await reading(server), "heartbeat");
  await server.write(bytes("heartbeat"), signal);
  assertEquals(await heard.promise, "heartbeat");
  server.close();
  assertEquals(await closed.promise, 1001);
  listener.close();
});

Deno.test("`acceptWebSocket()` names what is no WebSocket", async () => {
  const [raw, channel] = await connect();
  const accepting = acceptWebSocket(channel, options);
  await raw.write(bytes("TEST\r\n\r\n"), signal);
  const error = await assertRejects(() => accepting, IoError);
  assertEquals(error.code, "EPROTO");
  assertMatch(error.message, /^Cannot read "TEST\\r\\n\\r\\n" as a WebSocket/);
  raw.close();
});

Deno.test("`acceptWebSocket()` lets the pages in that it is told", async () => {
  const [raw, channel] = await connect();
  const accepting = acceptWebSocket(channel, options);
  await raw.write(question("Origin: http://localhost"), signal);
  assertMatch(await reading(raw) ?? "", /^HTTP\/1.1 101 /);
  (await accepting).close();
  raw.close();
});

Deno.test("`acceptWebSocket()` turns other pages away", async () => {
  for (
    const origins of [
      ["Origin: https://evil.example"],
      ["ORIGIN: null"],
      ["Origin:"],
      ["Origin: http://localhost", "Origin: https://evil.example"],
    ]
  ) {
    const [raw, channel] = await connect();
    const accepting = acceptWebSocket(channel, options);
    await raw.write(question(...origins), signal);
    const error = await assertRejects(() => accepting, IoError, "no page of");
    assertEquals(error.code, "EPROTO");
    assertMatch(await reading(raw) ?? "", /^HTTP\/1.1 403 /);
    assertEquals(await reading(raw), null);
    raw.close();
  }
});

Deno.test("`acceptWebSocket()` reads no endless head", async () => {
  const [raw, channel] = await connect();
  const accepting = acceptWebSocket(channel, options);
  const sending = raw.write(
    bytes("GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(20_000)),
    signal,
  ).catch(() => {});
  const error = await assertRejects(() => accepting, IoError);
  assertEquals(error.code, "EPROTO");
  raw.close();
  await sending;
});

Deno.test("`openWebSocket()` names a server of another protocol", async () => {
  const [near, far] = await connect();
  const url = "ws://127.0.0.1/";
  const opening = openWebSocket(near, { ...options, url });
  await far.write(bytes("HTTP/1.1 404 Not Found\r\n\r\n"), signal);
  const error = await assertRejects(() => opening, IoError);
  assertEquals(error.code, "EPROTO");
  assertMatch(error.message, /404/);
  far.close();
});

Deno.test("`openWebSocket()` names a server that hangs up", async () => {
  const [near, far] = await connect();
  const url = "ws://127.0.0.1/";
  const opening = openWebSocket(near, { ...options, url });
  await far.read(signal);
  far.close();
  const error = await assertRejects(() => opening, IoError);
  assertMatch(error.message, /must not close during the handshake/);
});

Deno.test("`acceptWebSocket()` ends at a message over the limit", async () => {
  for (const final of [true, false]) {
    const [raw, server] = await openedByHand();
    const read = reading(server);
    const part = "x".repeat(120);
    const frames = Array.from(
      { length: 10 },
      (_, i) => frame(i === 0 ? 0x01 : final && i === 9 ? 0x80 : 0, part),
    );
    for (const bytes of frames) await raw.write(bytes, signal);
    const error = await assertRejects(() => read, IoError);
    assertEquals(error.code, "EPROTO");
    server.close();
    raw.close();
  }
});

Deno.test("`acceptWebSocket()` ends at endless empty frames", async () => {
  const [raw, server] = await openedByHand();
  const read = reading(server);
  await raw.write(frame(0x01, "x"), signal);
  const empty = frame(0, "");
  const many = new Uint8Array(empty.length * 20_000);
  for (let at = 0; at < many.length; at += empty.length) many.set(empty, at);
  const sending = raw.write(many, signal).catch(() => {});
  const error = await assertRejects(() => read, IoError);
  assertMatch(error.message, /must end within/);
  server.close();
  raw.close();
  await sending;
});

Deno.test("`acceptWebSocket()` is not worn out by pings", async () => {
  const [raw, server] = await openedByHand();
  const read = reading(server);
  const ping = frame(0x89, "p".repeat(100));
  for (let i = 0; i < 2000; i++) {
    await raw.write(ping, signal);
    await raw.read(signal);
  }
  await raw.write(frame(0x81, "heartbeat"), signal);
  assertEquals(await read, "heartbeat");
  raw.close();
  server.close();
});
