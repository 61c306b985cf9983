import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { parseAgent, parseToken } from "../../src/model/agent.ts";

Deno.test("`parseAgent()` reads host and port, and knows the port when none is given", () => {
  const rows = [
    ["http://10.0.0.1:80", "10.0.0.1:80"],
    ["HTTP://Proxy.example/", "proxy.example:4579"],
    ["http://[::1]", "[::1]:4579"],
    ["http://[::1]:1/", "[::1]:1"],
  ] as const;
  for (const [text, authority] of rows) {
    assertEquals(parseAgent(text).authority, authority);
    assertEquals(parseAgent(text).url, `http://${authority}`);
  }
});

Deno.test("`parseAgent()` refuses when it is no such URL, and shows no password", () => {
  const rows = [
    "10.0.0.1:80",
    "https://10.0.0.1:80",
    "http://joe:secret@10.0.0.1:80",
    "http://10.0.0.1:80/journal",
    "http://",
    "http://a b",
  ];
  for (const text of rows) {
    const error = assertThrows(() => parseAgent(text), SyntaxError);
    assertEquals(/secret/.test(error.message), false);
  }
  assertThrows(() => parseAgent("http://a:0"), RangeError, "port outside");
});

Deno.test("`parseToken()` takes space around a token off, and shows none", () => {
  assertEquals(parseToken(" abcdefghijklmnop=\n", "it"), "abcdefghijklmnop=");
  const rows = [
    ["abcdefghijklmno", RangeError, "it has 15"],
    ["x".repeat(513), RangeError, "it has 513"],
    ["abcdefgh ijklmnop", SyntaxError, "it has others"],
    ["abcdefghijklmnopé", SyntaxError, "it has others"],
  ] as const;
  for (const [text, kind, message] of rows) {
    const error = assertThrows(() => parseToken(text, "it"), kind, message);
    assertEquals(error.message.includes("abcdef"), false);
  }
});
