import { assertEquals } from "@std/assert/equals";
import { assertGreaterOrEqual } from "@std/assert/greater-or-equal";
import { assertRejects } from "@std/assert/rejects";
import { FaultRelay } from "../../../src/app/demo/fault_relay.ts";
import { createBreakingIo } from "../../../src/io/deno_breaking.ts";
import { dial } from "../../../src/io/deno_conn.ts";
import { createServingIo } from "../../../src/io/deno_serving.ts";
import { type Channel, IoError } from "../../../src/io/io.ts";
import { startDeadline } from "../../../src/probe/deadline.ts";

const io = { ...createServingIo(), ...createBreakingIo() };
const address = "127.0.0.1";
const { signal } = new AbortController();

/** A silence that counts as one, in milliseconds. */
const SILENCE_MS = 50;

/** A server that gives back what it is sent, and a relay before it. */
async function startRelay() {
  const server = io.listen({ address, port: 0 });
  const accepting = echo();
  const relay = await FaultRelay.start(io, {
    address,
    serverPort: server.port,
  });

  async function echo(): Promise<void> {
    const open: Channel[] = [];
    const work: Promise<void>[] = [];
    for (;;) {
      const channel = await server.accept(signal);
      if (channel === null) break;
      open.push(channel);
      work.push(giveBack(channel).catch(() => {}));
    }
    for (const channel of open) channel.close();
    await Promise.all(work);
  }

  return {
    relay,
    connect: () => dial({ address, port: relay.port, signal }),
    async [Symbol.asyncDispose]() {
      await relay.stop();
      server.close();
      await accepting;
    },
  };
}

async function giveBack(channel: Channel): Promise<void> {
  for (;;) {
    const bytes = await channel.read(signal);
    if (bytes === null) return;
    await channel.write(bytes, signal);
  }
}

async function ask(channel: Channel, text: string): Promise<string> {
  await channel.write(new TextEncoder().encode(text), signal);
  return await hear(channel);
}

async function hear(channel: Channel): Promise<string> {
  const bytes = await channel.read(signal);
  return bytes === null ? "the end" : new TextDecoder().decode(bytes);
}

async function isSilent(channel: Channel): Promise<boolean> {
  const deadline = startDeadline({ io, signal, timeoutMs: SILENCE_MS });
  try {
    await channel.read(deadline.signal);
    return false;
  } catch {
    return deadline.expired;
  } finally {
    deadline.stop();
  }
}

Deno.test("`FaultRelay` carries bytes until `cut()` ends the stream", async () => {
  await using scene = await startRelay();
  const client = await scene.connect();
  assertEquals(await ask(client, "one"), "one");
  scene.relay.cut();
  assertEquals(await hear(client), "the end");
  client.close();
});

Deno.test("`FaultRelay.reset()` resets the connection", async () => {
  await using scene = await startRelay();
  const client = await scene.connect();
  await ask(client, "one");
  scene.relay.reset();
  const error = await assertRejects(() => hear(client), IoError);
  assertEquals(error.code, "ECONNRESET");
  client.close();
});

Deno.test("`FaultRelay.hang()` holds old and new until `heal()`", async () => {
  await using scene = await startRelay();
  const old = await scene.connect();
  await ask(old, "one");
  scene.relay.hang();
  await old.write(new TextEncoder().encode("two"), signal);
  const fresh = await scene.connect();
  await fresh.write(new TextEncoder().encode("three"), signal);
  assertEquals(await isSilent(old), true);
  assertEquals(await isSilent(fresh), true);
  scene.relay.heal();
  assertEquals(await hear(old), "two");
  assertEquals(await hear(fresh), "three");
  old.close();
  fresh.close();
});

Deno.test("`FaultRelay.silence()` holds the open connections alone", async () => {
  await using scene = await startRelay();
  const old = await scene.connect();
  await ask(old, "one");
  scene.relay.silence();
  await old.write(new TextEncoder().encode("two"), signal);
  const fresh = await scene.connect();
  assertEquals(await ask(fresh, "three"), "three");
  assertEquals(await isSilent(old), true);
  old.close();
  fresh.close();
});

Deno.test("`FaultRelay.garble()` speaks in the midst of a session", async () => {
  await using scene = await startRelay();
  const client = await scene.connect();
  await ask(client, "one");
  await scene.relay.garble(new TextEncoder().encode("???"));
  assertEquals(await hear(client), "???");
  assertEquals(await ask(client, "two"), "two");
  client.close();
});

Deno.test("`FaultRelay.impersonate()` answers in the server's place", async () => {
  await using scene = await startRelay();
  const old = await scene.connect();
  await ask(old, "one");
  scene.relay.impersonate(new TextEncoder().encode("220 hello"));
  assertEquals(await hear(old), "the end");
  const fresh = await scene.connect();
  assertEquals(await hear(fresh), "220 hello");
  scene.relay.heal();
  const later = await scene.connect();
  assertEquals(await ask(later, "two"), "two");
  for (const channel of [old, fresh, later]) channel.close();
});

Deno.test("`FaultRelay.slow()` holds bytes on both ways", async () => {
  await using scene = await startRelay();
  const client = await scene.connect();
  await ask(client, "one");
  scene.relay.slow(SILENCE_MS);
  const startMs = io.clock.monotonicMs();
  assertEquals(await ask(client, "two"), "two");
  // A timer may fire a fraction of a millisecond early.
  assertGreaterOrEqual(io.clock.monotonicMs() - startMs, 2 * SILENCE_MS - 2);
  client.close();
});

Deno.test("`FaultRelay.stop()` ends connections that it holds", async () => {
  const scene = await startRelay();
  const client = await scene.connect();
  await ask(client, "one");
  scene.relay.hang();
  await client.write(new TextEncoder().encode("two"), signal);
  await scene[Symbol.asyncDispose]();
  await assertRejects(() => scene.connect(), IoError);
  client.close();
});
