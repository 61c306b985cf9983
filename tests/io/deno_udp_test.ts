import { createSocket, type Socket } from "node:dgram";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { createDenoIo } from "../../src/io/deno.ts";
import { IoError } from "../../src/io/io.ts";

const io = createDenoIo();
const bytes = (text: string) => new TextEncoder().encode(text);
const open = () => new AbortController().signal;

async function bound(address: string): Promise<Socket> {
  const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  return socket;
}

for (const address of ["127.0.0.1", "::1"]) {
  Deno.test(`\`Io.exchange()\` gives the answers of ${address}`, async () => {
    const server = await bound(address);
    const stranger = await bound(address);
    server.on("message", (query, { port }) => {
      stranger.send("forged", port, address);
      server.send(`1 ${query}`, port, address);
      server.send(`2 ${query}`, port, address);
    });
    try {
      const answers: string[] = [];
      const { port } = server.address();
      const options = { address, port, signal: open() };
      for await (const answer of io.exchange(bytes("hi"), options)) {
        answers.push(new TextDecoder().decode(answer));
        if (answers.length === 2) break;
      }
      assertEquals(answers, ["1 hi", "2 hi"]);
    } finally {
      server.close();
      stranger.close();
    }
  });
}

Deno.test("`Io.exchange()` knows its peer by any spelling of the address", async () => {
  const server = await bound("::1");
  server.on("message", (_, { port }) => server.send("yes", port, "::1"));
  try {
    const { port } = server.address();
    const options = { address: "0:0:0:0:0:0:0:1", port, signal: open() };
    const answers = io.exchange(bytes("hi"), options)[Symbol.asyncIterator]();
    assertEquals((await answers.next()).value, bytes("yes"));
    await answers.return?.();
  } finally {
    server.close();
  }
});

Deno.test("`Io.exchange()` ends by its signal when nobody answers", async () => {
  const server = await bound("127.0.0.1");
  try {
    const stop = new AbortController();
    const { port } = server.address();
    const options = { address: "127.0.0.1", port, signal: stop.signal };
    server.on("message", () => stop.abort(new Error("enough")));
    const answers = io.exchange(bytes("hi"), options)[Symbol.asyncIterator]();
    await assertRejects(() => answers.next(), Error, "enough");
  } finally {
    server.close();
  }
});

Deno.test({
  name: "`Io.exchange()` names the flag when it may not bind",
  permissions: { net: ["127.0.0.1:53"] },
  fn: async () => {
    const options = { address: "127.0.0.1", port: 53, signal: open() };
    const answers = io.exchange(bytes("hi"), options)[Symbol.asyncIterator]();
    const error = await assertRejects(() => answers.next(), IoError);
    assertEquals(error.kind, "not-permitted");
    assertEquals(error.permission, "--allow-net=0.0.0.0:0");
  },
});

Deno.test({
  name: "`Io.exchange()` names the flag when it may not send",
  permissions: { net: ["[::]:0"] },
  fn: async () => {
    const options = { address: "::1", port: 53, signal: open() };
    const answers = io.exchange(bytes("hi"), options)[Symbol.asyncIterator]();
    const error = await assertRejects(() => answers.next(), IoError);
    assertEquals(error.permission, "--allow-net=[::1]:53");
  },
});
