import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import { parseHost } from "../../src/model/host.ts";
import {
  encodeSocks5Connect,
  encodeSocks5Credentials,
  encodeSocks5Greeting,
  readSocks5AuthStatus,
  readSocks5Method,
  readSocks5Reply,
  type Socks5Message,
} from "../../src/wire/socks5.ts";

Deno.test("`encodeSocks5Greeting()` offers what there is", () => {
  assertEquals(encodeSocks5Greeting(false), Uint8Array.of(5, 1, 0));
  assertEquals(encodeSocks5Greeting(true), Uint8Array.of(5, 2, 0, 2));
});

Deno.test("`encodeSocks5Credentials()` counts bytes, not characters", () => {
  assertEquals(
    encodeSocks5Credentials({ username: "é", password: "" }),
    Uint8Array.of(1, 2, 0xc3, 0xa9, 0),
  );
});

Deno.test("`encodeSocks5Credentials()` refuses what has no room, unprinted", () => {
  const most = "x".repeat(255);
  const full = encodeSocks5Credentials({ username: most, password: most });
  assertEquals(full.length, 513);
  const error = assertThrows(
    () => encodeSocks5Credentials({ username: "u", password: most + "x" }),
    RangeError,
    "Cannot use the password with SOCKS5 beyond 255 bytes: " +
      "current length is 256",
  );
  assertEquals(error.message.includes("xx"), false);
});

Deno.test("`encodeSocks5Connect()` sends addresses as bytes, names as names", () => {
  assertEquals(
    encodeSocks5Connect(parseHost("10.9.2.10"), 7000),
    Uint8Array.of(5, 1, 0, 1, 10, 9, 2, 10, 0x1b, 0x58),
  );
  assertEquals(
    encodeSocks5Connect(parseHost("[::1]"), 1),
    Uint8Array.of(5, 1, 0, 4, ...Array(15).fill(0), 1, 0, 1),
  );
  assertEquals(
    encodeSocks5Connect(parseHost("ab.c"), 65535),
    Uint8Array.of(5, 1, 0, 3, 4, 0x61, 0x62, 0x2e, 0x63, 0xff, 0xff),
  );
});

Deno.test("`readSocks5Method()` refuses another protocol at its first byte", () => {
  assertThrows(
    () => readSocks5Method(new TextEncoder().encode("HTTP/1.1 400")),
    SyntaxError,
    "Cannot read byte 72 as the version of a SOCKS5 method: it must be 5",
  );
  assertThrows(() => readSocks5Method(Uint8Array.of(0)), SyntaxError);
  assertEquals(readSocks5Method(Uint8Array.of(5)), undefined);
  assertEquals(readSocks5Method(Uint8Array.of(5, 0xff)), {
    code: 0xff,
    length: 2,
  });
});

Deno.test("`readSocks5AuthStatus()` takes both versions that servers send", () => {
  assertEquals(readSocks5AuthStatus(Uint8Array.of(1, 0))?.code, 0);
  assertEquals(readSocks5AuthStatus(Uint8Array.of(5, 1))?.code, 1);
  assertThrows(() => readSocks5AuthStatus(Uint8Array.of(2)), SyntaxError);
});

Deno.test("`readSocks5Reply()` knows a refusal from its second byte on", () => {
  assertEquals(readSocks5Reply(Uint8Array.of(5, 5)), { code: 5, length: 2 });
  assertEquals(readSocks5Reply(Uint8Array.of(5, 0)), undefined);
  assertThrows(
    () => readSocks5Reply(Uint8Array.of(5, 0, 0, 2)),
    SyntaxError,
    "Cannot read 2 as the address type of a SOCKS5 reply",
  );
});

const reply = fc.oneof(
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map((it) => [1, ...it]),
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((it) => [4, ...it]),
  fc.uint8Array({ maxLength: 255 }).map((it) => [3, it.length, ...it]),
).map((address) => Uint8Array.of(5, 0, 0, ...address, 0x1b, 0x58));

Deno.test("`readSocks5Reply()` ends where the address ends, in any portions", () => {
  fc.assert(fc.property(reply, fc.uint8Array(), (message, more) => {
    for (let length = 0; length < message.length; length++) {
      assertEquals(readSocks5Reply(message.subarray(0, length)), undefined);
    }
    const { length }: Socks5Message = readSocks5Reply(
      Uint8Array.of(...message, ...more),
    ) ?? { code: -1, length: -1 };
    assertEquals(length, message.length);
  }));
});

Deno.test("`readSocks5Reply()` gives a message or one clear error", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    try {
      const message = readSocks5Reply(bytes);
      assertEquals((message?.length ?? 0) <= bytes.length, true);
    } catch (error) {
      assertEquals((error as Error).name, "SyntaxError");
    }
  }));
});
