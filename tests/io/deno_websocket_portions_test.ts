import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { acceptWebSocket } from "../../src/io/deno_websocket.ts";
import { IoError } from "../../src/io/io.ts";
import { FakeChannel } from "./fake_channel.ts";
import { FakeClock } from "./fake_clock.ts";

const { signal } = new AbortController();

const MAX_BYTES = 300;

const options = {
  maxMessageBytes: MAX_BYTES,
  allowsOrigin: () => true,
  signal,
};

const QUESTION = bytesOf(
  "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n" +
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
    `Sec-WebSocket-Key: ${btoa("0123456789abcdef")}\r\n\r\n`,
);

const FINAL = 0x80;
const OPCODES = { more: 0, text: 1, ping: 9 } as const;

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A masked frame (RFC 6455 section 5.2), as a client writes it. */
function frame(head: number, payload: Uint8Array, mask: Uint8Array) {
  const { length } = payload;
  const size = length < 126 ? [length] : [126, length >> 8, length & 0xff];
  const [first = 0, ...rest] = size;
  const masked = payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Uint8Array.of(head, 0x80 | first, ...rest, ...mask, ...masked);
}

/** Text messages, in fragments with pings between them, and what they say. */
const someMessages = fc.array(
  fc.record({
    parts: fc.array(fc.string({ maxLength: 40 }), {
      minLength: 1,
      maxLength: 4,
    }),
    ping: fc.option(fc.string({ maxLength: 20 })),
    mask: fc.uint8Array({ minLength: 4, maxLength: 4 }),
  }),
  { maxLength: 6 },
).map((messages) => ({
  stream: joined(
    messages.flatMap(({ parts, ping, mask }) =>
      parts.flatMap((part, index) => {
        const opcode = index === 0 ? OPCODES.text : OPCODES.more;
        const final = index === parts.length - 1 ? FINAL : 0;
        const pinged = ping === null
          ? []
          : [frame(FINAL | OPCODES.ping, bytesOf(ping), mask)];
        return [...pinged, frame(final | opcode, bytesOf(part), mask)];
      })
    ),
  ),
  said: messages.map(({ parts }) => parts.join("")),
}));

const someSizes = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 400 }),
  fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 9 }),
);

/** What a stream of these portions comes to: messages, and how it ends. */
async function outcomeOf(stream: Uint8Array, sizes: readonly number[]) {
  const steps: Uint8Array[] = [];
  let at = 0;
  for (const size of [...sizes, stream.length]) {
    if (at < stream.length) steps.push(stream.slice(at, at + size));
    at += size;
  }
  const channel = new FakeChannel(new FakeClock(), { steps: [...steps, null] });
  const said: string[] = [];
  try {
    const socket = await acceptWebSocket(channel, options);
    for (;;) {
      const message = await socket.read(signal);
      if (message === null) return { said, end: "closed" };
      assert(message.length <= MAX_BYTES);
      said.push(new TextDecoder().decode(message));
    }
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    return { said, end: error.code };
  }
}

Deno.test("`acceptWebSocket()` reads the same messages in any portions", async () => {
  await fc.assert(
    fc.asyncProperty(someMessages, someSizes, async (messages, sizes) => {
      const stream = joined([QUESTION, messages.stream]);
      const { said } = messages;
      const expected = { said, end: "closed" };
      assertEquals(await outcomeOf(stream, sizes), expected);
    }),
  );
});

Deno.test("`acceptWebSocket()` makes messages or one clear error of any bytes", async () => {
  const someBytes = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }),
    fc.uint8Array({ maxLength: 2000 }).map((bytes) =>
      joined([QUESTION, bytes])
    ),
  );
  await fc.assert(
    fc.asyncProperty(someBytes, someSizes, async (stream, sizes) => {
      const { end } = await outcomeOf(stream, sizes);
      assert(end === "closed" || end === "EPROTO", `${end}`);
    }),
  );
});
