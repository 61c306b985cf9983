import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { allowedOrigins } from "../../src/app/allowed_origins.ts";

/** Where pages come from that another site may have sent. */
const STRANGERS: readonly string[] = [
  "https://evil.example",
  "http://127.evil.example",
  "http://127.0.0.1.evil.example",
  "http://localhost.evil.example",
  "http://evil.example#localhost",
  "http://localhost@evil.example",
  "http://192.0.2.2",
  "http://[2001:db8::1]",
  "file://localhost",
  "null",
  "",
  "http://localhost, https://evil.example",
];

/** Where pages come from that this machine itself has sent. */
const OWN: readonly string[] = [
  "http://localhost",
  "http://localhost:3000",
  "https://127.0.0.1:8443",
  "http://127.1.2.3",
  "http://[::1]:80",
];

Deno.test("`allowedOrigins()` allows pages of this machine alone", () => {
  const allows = allowedOrigins([]);
  for (const origin of OWN) assertEquals(allows(origin), true, origin);
  for (const origin of STRANGERS) assertEquals(allows(origin), false, origin);
});

Deno.test("`allowedOrigins()` allows what it is told", () => {
  const allows = allowedOrigins(["https://App.example:8443", "null"]);
  assertEquals(allows("https://app.example:8443"), true);
  assertEquals(allows("null"), true);
  assertEquals(allows("https://app.example"), false);
  assertEquals(allows("http://app.example:8443"), false);
  const implied = allowedOrigins(["https://App.example:443"]);
  assertEquals(implied("https://app.example"), true);
  const any = allowedOrigins(["*"]);
  for (const origin of STRANGERS) assertEquals(any(origin), true, origin);
});

Deno.test("`allowedOrigins()` refuses what is no origin", () => {
  for (const text of ["", "app.example", "https://a/b", "https://a b", "**"]) {
    assertThrows(() => allowedOrigins([text]), SyntaxError, "Cannot allow an");
  }
});
