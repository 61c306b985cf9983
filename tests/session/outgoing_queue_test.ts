import { assertEquals } from "@std/assert/equals";
import { OutgoingQueue } from "../../src/session/outgoing_queue.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

const { signal } = new AbortController();

Deno.test("`push()` writes in order and makes room again", async () => {
  const io = new FakeIo();
  const channel = io.channel();
  const onError = () => {};
  const queue = new OutgoingQueue({ channel, maxBytes: 3, signal, onError });
  assertEquals(queue.push(Uint8Array.of(1, 2)), true);
  assertEquals(queue.push(Uint8Array.of(3)), true);
  assertEquals(queue.push(Uint8Array.of(4)), false);
  await io.clock.advance(0);
  assertEquals(queue.push(Uint8Array.of(5, 6, 7)), true);
  await io.clock.advance(0);
  assertEquals(channel.written.map((bytes) => [...bytes]), [
    [1, 2],
    [3],
    [5, 6, 7],
  ]);
});

Deno.test("`push()` tells once why writing failed", async () => {
  const io = new FakeIo();
  const channel = io.channel({ writeError: ioError("failed") });
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const queue = new OutgoingQueue({ channel, maxBytes: 9, signal, onError });
  for (const byte of [1, 2]) queue.push(Uint8Array.of(byte));
  await io.clock.advance(0);
  queue.push(Uint8Array.of(3));
  await io.clock.advance(0);
  assertEquals(errors.length, 1);
});
