import { assertEquals } from "@std/assert/equals";
import { squidErrorOutcome } from "../../src/wire/squid_error.ts";

Deno.test("`squidErrorOutcome()` reads the errno of a failed connection", () => {
  const outcomes = [
    ["ERR_CONNECT_FAIL 111", "upstream-refused"],
    ["ERR_CONNECT_FAIL 61", "upstream-refused"],
    ["ERR_CONNECT_FAIL 113", "upstream-unreachable"],
    ["ERR_CONNECT_FAIL 101", "upstream-unreachable"],
    ["ERR_CONNECT_FAIL 110", "upstream-timeout"],
    ["ERR_CONNECT_FAIL 13", "upstream-failed"],
    ["ERR_CONNECT_FAIL", "upstream-failed"],
    ["ERR_CONNECT_FAIL x", "upstream-failed"],
  ] as const;
  for (const [value, outcome] of outcomes) {
    assertEquals(squidErrorOutcome(value), outcome);
  }
});

Deno.test("`squidErrorOutcome()` reads the pages that say why", () => {
  assertEquals(squidErrorOutcome("ERR_DNS_FAIL 0"), "upstream-unresolved");
  assertEquals(squidErrorOutcome("ERR_ACCESS_DENIED 0"), "denied");
  assertEquals(
    squidErrorOutcome("ERR_CACHE_ACCESS_DENIED 0"),
    "auth-required",
  );
  assertEquals(squidErrorOutcome("ERR_CANNOT_FORWARD 0"), undefined);
  assertEquals(squidErrorOutcome(""), undefined);
});
