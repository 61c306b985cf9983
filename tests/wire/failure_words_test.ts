import { assertEquals } from "@std/assert/equals";
import { failureInWords } from "../../src/wire/failure_words.ts";

Deno.test("`failureInWords()` knows the words of common runtimes", () => {
  const outcomes = [
    ["connect ECONNREFUSED 127.0.0.1:1", "upstream-refused"],
    ["dial tcp 127.0.0.1:1: connect: connection refused", "upstream-refused"],
    ["[Errno 111] Connect call failed: Connection refused", "upstream-refused"],
    [
      "upstream connect error or disconnect/reset before headers. reset " +
      "reason: remote connection failure, transport failure reason: " +
      "delayed connect error: 111",
      "upstream-refused",
    ],
    ["connect EHOSTUNREACH 10.0.0.1:1", "upstream-unreachable"],
    ["No route to host (os error 113)", "upstream-unreachable"],
    ["Network is unreachable", "upstream-unreachable"],
    ["connect ETIMEDOUT 10.0.0.1:1", "upstream-timeout"],
    ["dial tcp 10.0.0.1:1: i/o timeout", "upstream-timeout"],
    ["getaddrinfo ENOTFOUND nowhere", "upstream-unresolved"],
    ["dial tcp: lookup nowhere: no such host", "upstream-unresolved"],
    ["Temporary failure in name resolution", "upstream-unresolved"],
    ["No such domain", "upstream-unresolved"],
  ] as const;
  for (const [words, outcome] of outcomes) {
    assertEquals(failureInWords(`<p>${words}</p>`)?.outcome, outcome);
  }
});

Deno.test("`failureInWords()` keeps the words that prove it", () => {
  const page = "Error: connect ECONNREFUSED 127.0.0.1:1";
  assertEquals(failureInWords(page)?.words, "ECONNREFUSED");
});

Deno.test("`failureInWords()` says nothing where a page names several", () => {
  assertEquals(failureInWords("Unable to connect"), undefined);
  assertEquals(
    failureInWords("Connection refused, or no route to host."),
    undefined,
  );
});
