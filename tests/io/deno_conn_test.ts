import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { createDenoIo } from "../../src/io/deno.ts";
import { permissionHost } from "../../src/io/deno_conn.ts";
import { IoError } from "../../src/io/io.ts";
import { answerOnce } from "../faults/answer_once.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { resetConnection } from "../faults/reset_connection.ts";
import { startFault, writeText } from "../faults/fault_server.ts";

const io = createDenoIo();
const bytes = (text: string) => new TextEncoder().encode(text);
const open = () => new AbortController().signal;

function closedPort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return listener.addr.port;
}

Deno.test("`Io.dial()` opens a stream to write, read and end", async () => {
  await using server = answerOnce("pong");
  const signal = open();
  const channel = await io.dial({ ...server, signal });
  try {
    assertEquals(channel.remote, `127.0.0.1:${server.port}`);
    assert(channel.local.startsWith("127.0.0.1:"));
    await channel.write(bytes("ping"), signal);
    assertEquals(await channel.read(signal), bytes("pong"));
    assertEquals(await channel.read(signal), null);
    assertEquals(server.questions, ["ping"]);
  } finally {
    channel.close();
    channel.close();
  }
});

Deno.test("`Io.dial()` sends what is small at once", async () => {
  // Held back, each second write waits 40 ms for the peer's delayed answer.
  const rounds = 20;
  await using server = startFault(async (conn) => {
    const buffer = new Uint8Array(16);
    for (let heard = 0; heard < 2 * rounds;) {
      heard += await conn.read(buffer) ?? Infinity;
      if (heard % 2 === 0) await writeText(conn, "!");
    }
  });
  const signal = open();
  const channel = await io.dial({ ...server, signal });
  const startMs = performance.now();
  for (let round = 0; round < rounds; round++) {
    await channel.write(bytes("a"), signal);
    await channel.write(bytes("b"), signal);
    await channel.read(signal);
  }
  const tookMs = performance.now() - startMs;
  channel.close();
  assert(tookMs < 20 * rounds, `${rounds} rounds took ${tookMs} ms`);
});

Deno.test("`Io.dial()` keeps the system's code of a refusal", async () => {
  const port = closedPort();
  const error = await assertRejects(
    () => io.dial({ address: "127.0.0.1", port, signal: open() }),
    IoError,
  );
  assertEquals(error.code, "ECONNREFUSED");
  assertEquals(error.originalName, "ConnectionRefused");
  assertEquals(error.kind, "failed");
});

Deno.test("`Io.dial()` rejects with the reason when aborted before", async () => {
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  const error = await assertRejects(
    () => io.dial({ address: "127.0.0.1", port: 9, signal }),
  );
  assertEquals(error, reason);
});

Deno.test({
  name: "`Io.dial()` names the flag when the permission is missing",
  permissions: { net: ["127.0.0.1:1"] },
  fn: async () => {
    const error = await assertRejects(
      () => io.dial({ address: "fe80::1%lo", port: 80, signal: open() }),
      IoError,
    );
    assertEquals(error.kind, "not-permitted");
    assertEquals(error.permission, "--allow-net=[fe80::1]:80");
  },
});

Deno.test("`Channel.read()` loses nothing when a read was given up", async () => {
  const { promise: go, resolve: speak } = Promise.withResolvers<void>();
  await using server = startFault(async (conn) => {
    await go;
    await writeText(conn, "late");
  });
  const channel = await io.dial({ ...server, signal: open() });
  try {
    const stop = new AbortController();
    const read = channel.read(stop.signal);
    stop.abort(new Error("enough"));
    await assertRejects(() => read, Error, "enough");
    speak();
    assertEquals(await channel.read(open()), bytes("late"));
  } finally {
    channel.close();
  }
});

Deno.test("`Channel.read()` takes more at once when much comes", async () => {
  const sent = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
  await using server = startFault(async (conn) => {
    for (let at = 0; at < sent.length;) {
      at += await conn.write(sent.subarray(at));
    }
  });
  const signal = open();
  const channel = await io.dial({ ...server, signal });
  try {
    const lengths: number[] = [];
    const read = new Uint8Array(sent.length);
    for (let at = 0; at < sent.length;) {
      const part = await channel.read(signal) ?? new Uint8Array(sent.length);
      read.set(part, at);
      at += part.length;
      lengths.push(part.length);
    }
    assertEquals(read, sent);
    assert(Math.max(...lengths) > 4096, `at most ${Math.max(...lengths)}`);
  } finally {
    channel.close();
  }
});

Deno.test("`Channel.close()` leaves nothing of a read that still waits", async () => {
  await using server = hangAfterAccept();
  const channel = await io.dial({ ...server, signal: open() });
  const stop = new AbortController();
  const read = channel.read(stop.signal);
  stop.abort(new Error("enough"));
  await assertRejects(() => read, Error, "enough");
  channel.close();
  await assertRejects(() => channel.read(open()), IoError, "is closed");
  await assertRejects(() => channel.write(bytes("x"), open()), IoError);
});

Deno.test("`Channel.read()` names a reset", async () => {
  await using server = await resetConnection();
  const channel = await io.dial({ ...server, signal: open() });
  try {
    const error = await assertRejects(() => channel.read(open()), IoError);
    assertEquals(error.code, "ECONNRESET");
  } finally {
    channel.close();
  }
});

Deno.test("`Channel.write()` ends by its signal when the peer reads nothing", async () => {
  await using server = hangAfterAccept();
  const channel = await io.dial({ ...server, signal: open() });
  try {
    const stop = new AbortController();
    const tooMuch = new Uint8Array(64 * 1024 * 1024);
    const write = channel.write(tooMuch, stop.signal);
    stop.abort(new Error("enough"));
    await assertRejects(() => write, Error, "enough");
  } finally {
    channel.close();
  }
});

Deno.test("`permissionHost()` writes a host as --allow-net does", () => {
  assertEquals(permissionHost("192.0.2.1", 80), "192.0.2.1:80");
  assertEquals(permissionHost("fe80::1%eth0", 80), "[fe80::1]:80");
});
