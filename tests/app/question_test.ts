import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { parseQuestion } from "../../src/app/question.ts";
import { DEFAULT_TIMEOUT_MS } from "../../src/model/limits.ts";

const TARGET = "http://203.0.113.7";

Deno.test("`parseQuestion()` reads each part once for all who ask", () => {
  const question = parseQuestion(TARGET, {
    proxy: "http://203.0.113.8:3128",
    references: ["Web.Test"],
    nameServers: ["203.0.113.53"],
  });
  assertEquals(question.proxy?.port, 3128);
  assertEquals(question.references, ["web.test"]);
  assertEquals(question.nameServers, [{ address: "203.0.113.53", port: 53 }]);
});

Deno.test("`parseQuestion()` waits as told, else as the protocol does", () => {
  const { timeoutMs } = parseQuestion(TARGET, { timeoutMs: 100 }, 1500);
  assertEquals(timeoutMs, 100);
  assertEquals(parseQuestion(TARGET, {}, 1500).timeoutMs, 1500);
  assertEquals(parseQuestion(TARGET, {}).timeoutMs, DEFAULT_TIMEOUT_MS);
});

Deno.test("`parseQuestion()` refuses credentials that cannot be sent", () => {
  const password = "x".repeat(300);
  const proxy = `socks5://me:${password}@203.0.113.8:1080`;
  assertThrows(() => parseQuestion(TARGET, { proxy }), RangeError);
});

Deno.test("`parseQuestion()` refuses credentials that nothing carries", () => {
  for (const scheme of ["tcp", "tls", "text", "json", "qt"]) {
    const target = `${scheme}://me:secret@203.0.113.7:1`;
    const words = `user name or password with a ${scheme} target`;
    const error = assertThrows(
      () => parseQuestion(target, {}),
      RangeError,
      words,
    );
    assertEquals(error.message.includes("secret"), false);
  }
});

Deno.test("`parseQuestion()` takes the credentials of a redis URL", () => {
  const { target } = parseQuestion("redis://me:secret@203.0.113.7", {});
  assertEquals(target.url, "redis://203.0.113.7:6379");
});
