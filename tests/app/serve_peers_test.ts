import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import { serve, type ServeOptions } from "../../src/app/serve.ts";
import type { ClientDisconnectedEvent } from "../../src/model/serve_event.ts";
import { encodeQtRecord } from "../../src/wire/heartbeat/qt_record.ts";

/** A server on loopback, and the ends of its clients as they come. */
async function startServer(options: ServeOptions) {
  const ends: ClientDisconnectedEvent[] = [];
  let wake = () => {};
  const server = await serve({
    ...options,
    onEvent: (event) => {
      if (event.event !== "disconnected") return;
      ends.push(event);
      wake();
    },
  });
  const ports = new Map(
    server.served.map(({ protocol, port }) => [protocol as string, port]),
  );
  return {
    connect: (protocol: string) =>
      Deno.connect({
        hostname: "127.0.0.1",
        port: ports.get(protocol) ?? 0,
      }),
    /** The next client that was let go. */
    async nextEnd(): Promise<ClientDisconnectedEvent> {
      for (;;) {
        const end = ends.shift();
        if (end !== undefined) return end;
        await new Promise<void>((resolve) => wake = resolve);
      }
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** Writes until the peer has enough; what it does not take is left. */
async function pour(conn: Deno.Conn, bytes: Uint8Array): Promise<void> {
  try {
    for (let at = 0; at < bytes.length;) {
      at += await conn.write(bytes.subarray(at));
    }
  } catch {
    // The server has let this client go.
  }
}

async function hear(conn: Deno.Conn): Promise<string> {
  const bytes = new Uint8Array(200);
  const length = await conn.read(bytes) ?? 0;
  return new TextDecoder().decode(bytes.subarray(0, length));
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

Deno.test("`serve()` lets a hostile client go, and nobody else", async () => {
  const protocols = ["text:0", "json:0", "qt:0", "ws:0"];
  await using server = await startServer({ protocols, misses: 1000 });
  using good = await server.connect("text");
  assertEquals(await hear(good), "OK");
  const rows: readonly (readonly [string, string, string, string])[] = [
    ["text", "TEST".repeat(5000), "flood", "1000 messages a second"],
    ["text", "GET / HTTP/1.1\r\n", "protocol-error", 'must be "TEST"'],
    ["json", `{"a":"${"x".repeat(1_100_000)}`, "protocol-error", "1048576"],
    ["json", "{}".repeat(5000), "flood", "1000 messages a second"],
    ["json", "heartbeat", "protocol-error", "heartbeat"],
    ["qt", "\x7f\xff\xff\xff", "protocol-error", "size"],
    ["ws", "GET / HTTP/1.1\r\n\r\n", "protocol-error", "WebSocket"],
  ];
  for (const [protocol, text, reason, detail] of rows) {
    using hostile = await server.connect(protocol);
    await pour(hostile, bytesOf(text));
    const end = await server.nextEnd();
    assertEquals([end.protocol, end.reason], [protocol, reason], end.detail);
    assertStringIncludes(end.detail ?? "", detail);
  }
  await good.write(bytesOf("TEST"));
  assertEquals(await hear(good), "TEST_BACK");
});

Deno.test("`serve()` lets clients go that connect and say nothing", async () => {
  const protocols = ["text:0", "json:0", "qt:0", "ws:0"];
  await using server = await startServer({ protocols, intervalMs: 20 });
  for (const protocol of ["text", "json", "qt", "ws"]) {
    using silent = await server.connect(protocol);
    // A WebSocket may hang in the midst of its question.
    if (protocol === "ws") await silent.write(bytesOf("GET / HTTP/1.1\r\n"));
    const { reason } = await server.nextEnd();
    assertEquals(reason, "heartbeat-lost", protocol);
  }
});

Deno.test("`serve()` lets a client go that reads nothing of a relay", async () => {
  const limits = { relayOutgoingBytes: 100_000 };
  await using server = await startServer({
    protocols: ["qt:0"],
    misses: 1000,
    limits,
  });
  using _slow = await server.connect("qt");
  using source = await server.connect("qt");
  const bytes = new Uint8Array(65_536);
  const record = encodeQtRecord({ type: 2, description: "", bytes });
  let end: ClientDisconnectedEvent | undefined;
  const ended = server.nextEnd().then((event) => end = event);
  while (end === undefined) await pour(source, record);
  await ended;
  assertEquals([end.connection, end.reason], [1, "slow-reader"]);
});

Deno.test("`serve()` turns a web page of another site away from ws", async () => {
  await using server = await startServer({ protocols: ["ws:0"] });
  using page = await server.connect("ws");
  const lines = [
    "GET / HTTP/1.1",
    "Host: 127.0.0.1",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    "Origin: https://evil.example",
  ];
  await page.write(bytesOf(lines.join("\r\n") + "\r\n\r\n"));
  assertMatch(await hear(page), /^HTTP\/1\.1 403 /);
  assertEquals(await hear(page), "");
  const { reason, detail = "" } = await server.nextEnd();
  assertEquals(reason, "protocol-error");
  assertStringIncludes(detail, 'no page of "https://evil.example"');
});
