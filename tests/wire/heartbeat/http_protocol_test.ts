import { assertEquals } from "@std/assert/equals";
import { assertLess } from "@std/assert/less";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import { parseTarget } from "../../../src/model/target.ts";
import type {
  HeartbeatMessage,
  HeartbeatReader,
} from "../../../src/wire/heartbeat/heartbeat_codec.ts";
import {
  type HttpBeatMethod,
  httpClient,
} from "../../../src/wire/heartbeat/http_protocol.ts";
import { ProtocolError } from "../../../src/wire/heartbeat/protocol_error.ts";
import {
  assertReadsAll,
  assertSameInAnyPortions,
  bytesOf,
  noise,
  outcomeOf,
} from "./portions.ts";

const TARGET = parseTarget("http://user:secret@[::1]:8080/health?x=1");

function reader(method: HttpBeatMethod = "GET"): HeartbeatReader {
  return httpClient(TARGET, { method }).reader();
}

function reads(
  text: string,
  method: HttpBeatMethod = "GET",
): readonly HeartbeatMessage[] {
  return reader(method).push(bytesOf(text));
}

function beatOf(method?: HttpBeatMethod): string {
  const client = httpClient(TARGET, method && { method });
  return new TextDecoder().decode(client.beat());
}

Deno.test("`httpClient()` asks for the head, and keeps the connection", () => {
  assertEquals(
    beatOf(),
    "HEAD /health?x=1 HTTP/1.1\r\n" +
      "Host: [::1]:8080\r\n" +
      "User-Agent: faultline\r\n" +
      "Accept: */*\r\n" +
      "Connection: keep-alive\r\n" +
      "Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n",
  );
  assertEquals(beatOf("GET").slice(0, 9), "GET /heal");
  assertEquals(beatOf("OPTIONS").slice(0, 9), "OPTIONS /");
});

Deno.test("`httpClient()` refuses a method that could change something", () => {
  for (const method of ["POST", "head", "GET / HTTP/1.1\r\nX:"]) {
    assertThrows(
      () => httpClient(TARGET, { method: method as HttpBeatMethod }),
      RangeError,
      "Cannot use a method as one of HEAD, GET, OPTIONS",
    );
  }
});

Deno.test("`httpClient()` reads answers to HEAD, which have no body", () => {
  const head = "HTTP/1.1 503 Busy\r\nContent-Length: 70\r\n\r\n";
  const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  assertEquals(reads(head + chunked + head, "HEAD"), [
    { kind: "answer", status: 503 },
    { kind: "answer", status: 200 },
    { kind: "answer", status: 503 },
  ]);
});

Deno.test("`httpClient()` passes over bodies of any kind", () => {
  assertEquals(
    reads(
      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nHTTP" +
        "HTTP/1.1 201 \r\nContent-Length: 2, 2\r\n\r\n\r\n" +
        "HTTP/1.1 202 \r\nTransfer-Encoding: gzip, Chunked\r\n\r\n" +
        "A;x=y\r\n0123456789\r\n02 \r\n\r\n\r\n0\r\nX: y\r\n\r\n" +
        "HTTP/1.1 204 \r\nContent-Length: 5\r\n\r\n" +
        "HTTP/1.1 304 \r\nTransfer-Encoding: chunked\r\n\r\n" +
        "HTTP/1.1 206 \r\nTransfer-Encoding: chunked\r\n" +
        "Content-Length: 1\r\n\r\n0\r\n\r\n" +
        "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n",
    ).map((message) => message.kind === "answer" && message.status),
    [200, 201, 202, 204, 304, 206, 404],
  );
});

Deno.test("`httpClient()` passes over interim answers, within a bound", () => {
  const interim = "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n";
  const final = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  const stream = interim.repeat(8) + final;
  assertEquals(reads(stream + stream).length, 2);
  assertThrows(
    () => reads(interim + stream),
    ProtocolError,
    "at most 8 interim answers may precede it",
  );
  assertThrows(
    () => reads("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
    ProtocolError,
    "it must not change the protocol",
  );
});

Deno.test("`httpClient()` tells that the server will close", () => {
  const last: HeartbeatMessage = { kind: "answer", status: 200, last: true };
  for (
    const head of [
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: x, Close\r\n\r\n",
      "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 200 OK\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n",
      `HTTP/1.1 200 OK\r\nContent-Length: ${"9".repeat(400)}\r\n\r\n`,
    ]
  ) {
    assertEquals(reads(head + "anything at all"), [last], head);
  }
  assertEquals(
    reads(
      "HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: Keep-Alive\r\n\r\n",
    ),
    [{ kind: "answer", status: 200 }],
  );
});

Deno.test("`httpClient()` names the bytes of a stranger once", () => {
  const error = assertThrows(
    () => reads("SSH-2.0-OpenSSH_9.2p1\r\n"),
    ProtocolError,
    "as an HTTP answer: it must begin with",
  );
  assertEquals(error.message.match(/Cannot read/g)?.length, 1);
  assertEquals(error.bytes, bytesOf("SSH-2.0-OpenSSH_9.2p1\r\n"));
  assertEquals(error.cause instanceof SyntaxError, true);
});

Deno.test("`httpClient()` refuses a body that is malformed", () => {
  const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (
    const [text, rule] of [
      ["HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "one decimal number"],
      ["HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n", "one decimal number"],
      ["HTTP/1.1 200 OK\r\nContent-Length: 0x1\r\n\r\n", "one decimal number"],
      [chunked + "x\r\n", "its size in hexadecimal"],
      [chunked + "-1\r\n", "its size in hexadecimal"],
      [chunked + "\r\n", "its size in hexadecimal"],
      [chunked + "100000000\r\n", "its size in hexadecimal"],
      [chunked + "1\r\nab\r\n", "as long as it says"],
      [chunked + "1;" + "x".repeat(5000), "a line must end within 4096 bytes"],
    ] as const
  ) {
    assertThrows(() => reads(text), ProtocolError, rule);
  }
});

Deno.test("`httpClient()` bounds a body in chunks", () => {
  const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  assertEquals(reads(head + "fff00\r\n").length, 1);
  const rule = "it must end within 1048576 bytes";
  assertThrows(() => reads(head + "ffffff\r\n"), ProtocolError, rule);
  for (
    const portion of ["400\r\n" + "x".repeat(1024) + "\r\n", "0\r\nX: y\r\n"]
  ) {
    const endless = reader();
    endless.push(bytesOf(head));
    const bytes = bytesOf(portion);
    let pushed = 0;
    assertThrows(
      () => {
        for (; pushed < 1_100_000; pushed += bytes.length) endless.push(bytes);
      },
      ProtocolError,
      rule,
    );
  }
});

Deno.test("`httpClient()` reads a flood of answers in bounded time", () => {
  const flood = bytesOf("HTTP/1.1 204 \n\n".repeat(20_000));
  assertLess(290_000, flood.length);
  assertEquals(reader().push(flood).length, 20_000);
});

const someBody = fc.oneof(
  fc.string({ maxLength: 30 }).map((text) =>
    `Content-Length: ${bytesOf(text).length}\r\n\r\n${text}`
  ),
  fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 3 }).map(
    (chunks) =>
      "Transfer-Encoding: chunked\r\n\r\n" +
      chunks.map((chunk) =>
        `${bytesOf(chunk).length.toString(16)}\r\n${chunk}\r\n`
      ).join("") + "0\r\n\r\n",
  ),
);

const someAnswer = fc.tuple(
  fc.integer({ min: 200, max: 599 }).filter((s) => s !== 204 && s !== 304),
  fc.nat(3),
  someBody,
).map(([status, interim, body]): [Uint8Array, HeartbeatMessage] => [
  bytesOf(
    "HTTP/1.1 100 \r\n\r\n".repeat(interim) +
      `HTTP/1.1 ${status} Reason\r\nX: y\r\n${body}`,
  ),
  { kind: "answer", status },
]);

Deno.test("`httpClient()` reads the same in any portions", () => {
  assertReadsAll(fc.array(someAnswer, { maxLength: 4 }), () => reader());
  const pieces = [
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.0 404 x\n",
    "HTTP/1.1 100 \r\n\r\n",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Connection: close\r\n",
    "\r\n",
    "\r\n",
    "3\r\nabc\r\n",
    "0\r\n\r\n",
    "abc",
  ];
  assertSameInAnyPortions(noise(pieces), () => reader());
  assertSameInAnyPortions(noise(pieces), () => reader("HEAD"));
});

Deno.test("`httpClient()` shows no password when a peer echoes the beat", () => {
  const echo = bytesOf(beatOf());
  const error = assertThrows(() => reader().push(echo), ProtocolError);
  assertEquals(/dXNl|secret/.test(error.message), false);
  assertEquals(outcomeOf(reader(), echo).messages, []);
});
