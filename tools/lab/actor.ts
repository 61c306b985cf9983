/**
 * A peer that does one thing wrong, for what no product does when asked:
 * `actor.ts '{"does":"close","port":8080}'`.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** What a peer can do. */
export type Act =
  /** Accepts and closes at once. */
  | { readonly does: "close"; readonly port: number }
  /** Accepts and resets. */
  | { readonly does: "reset"; readonly port: number }
  /** Resets one connection, and ends. */
  | { readonly does: "end"; readonly port: number }
  /** Says something unasked, and listens on. */
  | { readonly does: "greet"; readonly port: number; readonly text: string }
  /** Hears a question, gives the same answer to each, and closes. */
  | {
    readonly does: "answer";
    readonly port: number;
    readonly text: string;
    readonly afterMs?: number;
  }
  /** Hears, and says nothing. */
  | { readonly does: "hang"; readonly port: number }
  /** Accepts nobody, and its queue is full. */
  | { readonly does: "fill"; readonly port: number }
  /** Answers every question for a name with the same code, or with no DNS. */
  | {
    readonly does: "name";
    readonly port: number;
    readonly address: string;
    readonly rcode?: number;
  }
  /** Holds the inner end of a tunnel whose packets go nowhere. */
  | { readonly does: "tunnel"; readonly device: string };

function play(act: Act): Promise<void> | void {
  switch (act.does) {
    case "close":
      return serve(act.port, (conn) => Promise.resolve(conn.close()));
    case "reset":
      return void createServer((socket) => socket.resetAndDestroy())
        .listen(act.port, "0.0.0.0");
    case "end":
      return end(act.port);
    case "greet":
      return serve(act.port, async (conn) => {
        await conn.write(latin1(act.text));
        await hear(conn);
      });
    case "answer":
      return serve(act.port, async (conn) => {
        await hear(conn);
        await pause(act.afterMs ?? 0);
        await conn.write(latin1(act.text));
        conn.close();
      });
    case "hang":
      return serve(act.port, async (conn) => {
        while (await hear(conn) !== null);
      });
    case "fill":
      return fill(act.port);
    case "name":
      return answerNames(act.address, act.port, act.rcode);
    case "tunnel":
      return holdTunnel(act.device);
  }
}

function end(port: number): void {
  const server = createServer((socket) => {
    server.close();
    socket.resetAndDestroy();
  }).listen(port, "0.0.0.0");
}

async function serve(
  port: number,
  talk: (conn: Deno.Conn) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "::", port });
  for await (const conn of listener) talk(conn).catch(() => {});
}

function hear(conn: Deno.Conn): Promise<number | null> {
  return conn.read(new Uint8Array(4096));
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Linux keeps one more than it is told, and drops what comes on top. */
async function fill(port: number): Promise<void> {
  const listener = Deno.listen({ hostname: "0.0.0.0", port, tcpBacklog: 1 });
  const fillers = [1, 2].map(() => Deno.connect({ port }));
  await Promise.all(fillers);
  await forever(listener);
}

/** The question goes back as the answer, with QR, RA and a code set. */
function answerNames(address: string, port: number, rcode?: number): void {
  const socket = createSocket("udp4");
  socket.on("message", (question: Buffer, from) => {
    const answer = Buffer.from(question);
    answer[2] = (answer[2] ?? 0) | 0x80;
    answer[3] = 0x80 | (rcode ?? 0);
    const bytes = rcode === undefined ? "SSH-2.0-OpenSSH_9.9\r\n" : answer;
    socket.send(bytes, from.port, from.address);
  });
  socket.bind(port, address);
}

/** TUNSETIFF with IFF_TUN and IFF_NO_PI; linux/if_tun.h. */
async function holdTunnel(device: string): Promise<void> {
  const libc = Deno.dlopen("libc.so.6", {
    open: { parameters: ["buffer", "i32"], result: "i32" },
    ioctl: { parameters: ["i32", "u64", "buffer"], result: "i32" },
  });
  const O_RDWR = 2;
  const file = libc.symbols.open(latin1("/dev/net/tun\0"), O_RDWR);
  const request = new Uint8Array(40);
  request.set(latin1(device));
  new DataView(request.buffer).setUint16(16, 0x1001, true);
  const result = libc.symbols.ioctl(file, 0x400454can, request);
  if (result !== 0) throw new Error(`Cannot hold ${device}`);
  await forever(libc);
}

/** Nothing else keeps the process alive, or what it holds. */
function forever(held: unknown): Promise<never> {
  return new Promise(() => setInterval(() => held, 3_600_000));
}

if (import.meta.main) await play(JSON.parse(Deno.args[0] ?? ""));
