import { assertEquals } from "@std/assert/equals";
import { assertLessOrEqual } from "@std/assert/less-or-equal";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import { MAX_HTTP_HEAD_BYTES } from "../../src/model/limits.ts";
import { type HttpHead, HttpHeadParser } from "../../src/wire/http_head.ts";

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function parseAll(text: string): HttpHead | undefined {
  return new HttpHeadParser().push(bytesOf(text));
}

Deno.test("`HttpHeadParser` reads status, reason and headers", () => {
  const head = parseAll(
    "HTTP/1.1 403 Forbidden\r\nServer: squid/6\r\nVIA: 1.1 a\r\n" +
      "Via: 1.1 b\r\n\r\n<html>",
  );
  assertEquals(head?.version, "1.1");
  assertEquals(head?.status, 403);
  assertEquals(head?.reason, "Forbidden");
  assertEquals(head?.headers.get("server"), "squid/6");
  assertEquals(head?.headers.get("via"), "1.1 a, 1.1 b");
  assertEquals(head?.rest, bytesOf("<html>"));
});

Deno.test("`HttpHeadParser` tolerates bare LF, folding and no reason", () => {
  const head = parseAll("HTTP/1.0 200\nX: a\n  b\n\n\nrest");
  assertEquals(head?.version, "1.0");
  assertEquals(head?.reason, "");
  assertEquals(head?.headers.get("x"), "a b");
  assertEquals(head?.rest, bytesOf("\nrest"));
});

Deno.test("`HttpHeadParser` keeps header bytes as Latin-1", () => {
  const raw = Uint8Array.of(
    ...bytesOf("HTTP/1.1 200 \r\nX: "),
    0xe9,
    ...bytesOf("\r\n\r\n"),
  );
  assertEquals(new HttpHeadParser().push(raw)?.headers.get("x"), "é");
});

Deno.test("`HttpHeadParser` fails at the first byte of another protocol", () => {
  assertThrows(
    () => new HttpHeadParser().push(bytesOf("S")),
    SyntaxError,
    'Cannot read "S" as an HTTP answer: it must begin with "HTTP/"',
  );
  const parser = new HttpHeadParser();
  assertEquals(parser.push(bytesOf("HT")), undefined);
  assertThrows(() => parser.push(bytesOf("tp")), SyntaxError, '"HTtp"');
});

Deno.test("`HttpHeadParser` names the line that is malformed", () => {
  for (
    const line of [
      "HTTP/1.1 20 OK",
      "HTTP/1.1 2000 OK",
      "HTTP/1.1 099 OK",
      "HTTP/x 200 OK",
      "HTTP/1.1",
    ]
  ) {
    assertThrows(() => parseAll(line + "\r\n"), SyntaxError, `"${line}"`);
  }
  assertThrows(
    () => parseAll("HTTP/1.1 200 OK\r\nno colon\x1b\r\n\r\n"),
    SyntaxError,
    'Cannot read "no colon\\x1b" as a header',
  );
});

Deno.test("`HttpHeadParser` refuses a head beyond its bound", () => {
  const portion = new Uint8Array(8192).fill(0x61);
  const parser = new HttpHeadParser();
  assertEquals(parser.push(bytesOf("HTTP/1.1 200 ")), undefined);
  let pushed = 0;
  assertThrows(
    () => {
      for (; pushed < 100; pushed++) parser.push(portion);
    },
    SyntaxError,
    `within ${MAX_HTTP_HEAD_BYTES} bytes`,
  );
  assertEquals(pushed, 7);
  assertThrows(() => parser.push(portion), TypeError, "new parser");
});

Deno.test("`HttpHeadParser` takes a head of exactly its bound", () => {
  const begin = "HTTP/1.1 200 OK\r\nX: ";
  const filler = "x".repeat(MAX_HTTP_HEAD_BYTES - begin.length - 4);
  const head = parseAll(begin + filler + "\r\n\r\nrest");
  assertEquals(head?.headers.get("x"), filler);
  assertEquals(head?.rest, bytesOf("rest"));
});

const headText = fc.tuple(
  fc.integer({ min: 100, max: 999 }),
  fc.array(fc.tuple(
    fc.stringMatching(/^[a-z][a-z-]{0,10}$/),
    fc.stringMatching(/^[!-~]{0,20}$/),
  )),
  fc.string({ maxLength: 30 }),
).map(([status, headers, body]) =>
  `HTTP/1.1 ${status} Reason\r\n` +
  headers.map(([name, value]) => `${name}: ${value}\r\n`).join("") +
  `\r\n${body}`
);

Deno.test("`HttpHeadParser` reads the same in any portions", () => {
  fc.assert(fc.property(headText, fc.array(fc.nat(40)), (text, sizes) => {
    const whole = bytesOf(text);
    const expected = new HttpHeadParser().push(whole);
    const parser = new HttpHeadParser();
    let at = 0;
    let head: HttpHead | undefined;
    for (const size of [...sizes, whole.length]) {
      head = parser.push(whole.subarray(at, at + size));
      at = Math.min(at + size, whole.length);
      if (head !== undefined) break;
    }
    const rest = Uint8Array.of(...head?.rest ?? [], ...whole.subarray(at));
    assertEquals({ ...head, rest }, { ...expected });
  }));
});

Deno.test("`HttpHeadParser` gives a head or one clear error for any bytes", () => {
  const anyBytes = fc.tuple(
    fc.constantFrom("", "HTTP/", "HTTP/1.1 200 OK\r\n"),
    fc.uint8Array({ maxLength: 300 }),
  ).map(([begin, rest]) => Uint8Array.of(...bytesOf(begin), ...rest));
  fc.assert(fc.property(anyBytes, (bytes) => {
    const parser = new HttpHeadParser();
    try {
      parser.push(bytes);
    } catch (error) {
      assertEquals((error as Error).name, "SyntaxError");
      assertEquals(/^Cannot read "/.test((error as Error).message), true);
    }
    assertLessOrEqual(parser.length, bytes.length);
  }));
});
