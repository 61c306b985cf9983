import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import fc from "fast-check";
import { parseAgent } from "../../../src/model/agent.ts";
import {
  encodeJournalRequest,
  readAgentRequest,
} from "../../../src/wire/agent/journal_request.ts";

const TOKEN = "abcdefghijklmnop+/=";

Deno.test("`readAgentRequest()` reads what was asked", () => {
  const bytes = encodeJournalRequest(parseAgent("http://[::1]:99"), TOKEN);
  const text = new TextDecoder().decode(bytes);
  assertMatch(text, /\r\nHost: \[::1\]:99\r\n[^]*\r\n\r\n$/);
  assertEquals(readAgentRequest(text.slice(0, -4)), {
    kind: "journal",
    token: TOKEN,
    sinceMs: undefined,
  });
});

Deno.test("`readAgentRequest()` reads a time when one is given", () => {
  for (const since of ["2026-11-20T19:00:00Z", "2026-11-20T19%3A00%3A00Z"]) {
    assertEquals(readAgentRequest(`GET /journal?since=${since} HTTP/1.1`), {
      kind: "journal",
      token: undefined,
      sinceMs: Date.UTC(2026, 10, 20, 19),
    });
  }
});

Deno.test("`readAgentRequest()` refuses with a status when it is no such request", () => {
  const rows = [
    ["", 400],
    ["GET /journal", 400],
    ["GET /journal HTTP/2", 400],
    ["get /journal HTTP/1.1", 400],
    ["GET /journal?since=yesterday HTTP/1.1", 400],
    ["GET / HTTP/1.1", 404],
    ["POST / HTTP/1.1", 404],
    ["POST /journal HTTP/1.1", 405],
  ] as const;
  for (const [head, status] of rows) {
    assertEquals(readAgentRequest(head), { kind: "refused", status });
  }
});

Deno.test("`readAgentRequest()` never throws when the head is anything", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (head) => {
    assertEquals(readAgentRequest(head).kind, "refused");
  }));
});
