import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import { MAX_FIRST_BYTES } from "../../src/model/limits.ts";
import {
  encodeConnectRequest,
  encodeMalformedRequest,
  encodeOwnPageRequest,
} from "../../src/wire/connect_request.ts";

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

Deno.test("`encodeConnectRequest()` asks for the authority as it is", () => {
  assertEquals(
    textOf(encodeConnectRequest("[2001:db8::1]:443")),
    "CONNECT [2001:db8::1]:443 HTTP/1.1\r\nHost: [2001:db8::1]:443\r\n" +
      "User-Agent: faultline\r\n\r\n",
  );
});

Deno.test("`encodeConnectRequest()` sends Basic credentials in UTF-8", () => {
  // The example of RFC 7617 section 2.1.
  const request = encodeConnectRequest("a.example:1", {
    username: "test",
    password: "123£",
  });
  assertEquals(
    textOf(request).split("\r\n")[3],
    "Proxy-Authorization: Basic dGVzdDoxMjPCow==",
  );
});

Deno.test("`encodeConnectRequest()` keeps secrets behind the first bytes", () => {
  const request = textOf(encodeConnectRequest("a:1", {
    username: "alice",
    password: "s3cret",
  }));
  assertEquals(request.indexOf("Basic ") >= MAX_FIRST_BYTES, true);
});

Deno.test("`encodeConnectRequest()` keeps any password whole", () => {
  const secret = fc.string({ unit: "grapheme" }).filter((text) =>
    !/[\p{Cc}]/u.test(text) && text.isWellFormed()
  );
  fc.assert(fc.property(secret, (password) => {
    const request = encodeConnectRequest("a:1", { username: "u", password });
    const [, encoded = ""] = /Basic (.*)\r\n\r\n$/.exec(textOf(request)) ?? [];
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    assertEquals(textOf(bytes), `u:${password}`);
  }));
});

Deno.test("`encodeConnectRequest()` refuses what RFC 7617 forbids, unprinted", () => {
  const secret = { username: "al:ice", password: "s3cret" };
  const error = assertThrows(
    () => encodeConnectRequest("a:1", secret),
    RangeError,
    "it contains a colon",
  );
  assertEquals(error.message.includes("ice"), false);
  for (
    const credentials of [
      { username: "a\r\nX", password: "" },
      { username: "a", password: "b\nc" },
    ]
  ) {
    assertThrows(
      () => encodeConnectRequest("a:1", credentials),
      RangeError,
      "a control character",
    );
  }
});

Deno.test("`encodeOwnPageRequest()` asks the proxy for a page of its own", () => {
  assertEquals(
    textOf(encodeOwnPageRequest("10.9.1.5:3128")),
    "GET / HTTP/1.1\r\nHost: 10.9.1.5:3128\r\nUser-Agent: faultline\r\n" +
      "Connection: close\r\n\r\n",
  );
});

Deno.test("`encodeMalformedRequest()` is no HTTP request", () => {
  assertEquals(textOf(encodeMalformedRequest()), "FAULTLINE\r\n\r\n");
});
