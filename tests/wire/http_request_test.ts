import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { encodePageRequest } from "../../src/wire/http_request.ts";
import { parseTarget } from "../../src/model/target.ts";

function lines(target: string): string[] {
  const text = new TextDecoder().decode(encodePageRequest(parseTarget(target)));
  assertEquals(text.slice(-4), "\r\n\r\n");
  return text.slice(0, -4).split("\r\n");
}

Deno.test("`encodePageRequest()` asks for the page and an end", () => {
  assertEquals(lines("http://a.test/health?deep=1"), [
    "GET /health?deep=1 HTTP/1.1",
    "Host: a.test",
    "User-Agent: faultline",
    "Accept: */*",
    "Connection: close",
  ]);
});

Deno.test("`encodePageRequest()` names the port that is not implied", () => {
  assertEquals(lines("http://a.test:8080")[1], "Host: a.test:8080");
  assertEquals(lines("https://a.test:443")[1], "Host: a.test");
  assertEquals(lines("https://a.test:80")[1], "Host: a.test:80");
});

Deno.test("`encodePageRequest()` drops the zone of an address", () => {
  assertEquals(lines("http://[fe80::1%eth0]:81/")[1], "Host: [fe80::1]:81");
  assertEquals(lines("http://[::1]/")[1], "Host: [::1]");
});

Deno.test("`encodePageRequest()` sends credentials last", () => {
  const sent = lines("http://j%C3%BCrgen:p%40ss@a.test/");
  assertEquals(sent.at(-1), `Authorization: Basic ${"asO8cmdlbjpwQHNz"}`);
  assertEquals(sent.filter((line) => line.includes("ss")).length, 0);
});

Deno.test("`encodePageRequest()` refuses credentials when RFC 7617 forbids them", () => {
  const target = parseTarget("http://user:two%0Alines@a.example/");
  assertThrows(
    () => encodePageRequest(target),
    RangeError,
    "Cannot use the password with Basic authentication: " +
      "it contains a control character",
  );
});
