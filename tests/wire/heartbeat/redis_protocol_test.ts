import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import { scrub } from "../../../src/model/scrub.ts";
import type {
  HeartbeatMessage,
} from "../../../src/wire/heartbeat/heartbeat_codec.ts";
import { ProtocolError } from "../../../src/wire/heartbeat/protocol_error.ts";
import {
  MAX_REDIS_LINE_BYTES,
  REDIS_CLIENT,
} from "../../../src/wire/heartbeat/redis_protocol.ts";
import {
  assertReadsAll,
  assertSameInAnyPortions,
  bytesOf,
  noise,
  outcomeOf,
} from "./portions.ts";

type Part = readonly [Uint8Array, HeartbeatMessage];

const PONG: Part = [bytesOf("+PONG\r\n"), { kind: "answer" }];

function error(words: string): Part {
  const bytes = bytesOf(`-${words}\r\n`);
  return [bytes, { kind: "answer", words: scrub(bytesOf(words)) }];
}

Deno.test("`REDIS_CLIENT` asks by a command that every RESP server reads", () => {
  assertEquals(REDIS_CLIENT.beat(), bytesOf("*1\r\n$4\r\nPING\r\n"));
});

Deno.test("`REDIS_CLIENT` takes an error for an answer and keeps its words", () => {
  for (
    const words of [
      "NOAUTH Authentication required.",
      "LOADING Redis is loading the dataset in memory",
      "NOPERM User default has no permissions to run the 'ping' command",
      "ERR unknown command 'PING'",
    ]
  ) {
    assertEquals(
      REDIS_CLIENT.reader().push(bytesOf(`-${words}\r\n+PONG\r\n`)),
      [{ kind: "answer", words }, { kind: "answer" }],
    );
  }
  assertEquals(REDIS_CLIENT.reader().push(bytesOf("-\x1b[2J\r\n")), [
    { kind: "answer", words: "\\x1b[2J" },
  ]);
});

Deno.test("`REDIS_CLIENT` takes no answer from a server that turns it away", () => {
  for (
    const words of [
      "ERR max number of clients reached",
      "ERR max number of clients + cluster connections reached",
      "DENIED Redis is running in protected mode because protected mode",
    ]
  ) {
    assertEquals(
      REDIS_CLIENT.reader().push(bytesOf(`-${words}\r\n`)),
      [{ kind: "refusal", words }],
    );
  }
});

Deno.test("`REDIS_CLIENT` knows a stranger by its first byte or word", () => {
  for (
    const text of ["H", "+OK POP3", "+pong\r\n", "+PONG\n", "$4\r\n", ":1\r\n"]
  ) {
    assertThrows(
      () => REDIS_CLIENT.reader().push(bytesOf(text)),
      ProtocolError,
      'it must be "+PONG" or an error that begins with "-"',
    );
  }
});

Deno.test("`REDIS_CLIENT` bounds the line of an error", () => {
  const fits = "-" + "x".repeat(MAX_REDIS_LINE_BYTES - 1);
  for (const sizes of [[], [1, 65_534, 1, 1], [65_536, 1]]) {
    const whole = bytesOf(fits + "\r\n");
    const outcome = outcomeOf(REDIS_CLIENT.reader(), whole, sizes);
    assertEquals(outcome.messages.length, 1);
    for (const beyond of ["x\r\n", "xx", "x\r\n+PONG\r\n"]) {
      assertEquals(
        outcomeOf(REDIS_CLIENT.reader(), bytesOf(fits + beyond), sizes),
        { messages: [], rule: "it must end within 65536 bytes" },
      );
    }
  }
});

Deno.test("`REDIS_CLIENT` reads the same in any portions", () => {
  const words = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom("\r", "\n", "-", "+", "ä", " ") }),
  ).filter((words) => !words.includes("\r\n") && !words.endsWith("\r"));
  const streams = fc.array(fc.oneof(fc.constant(PONG), words.map(error)));
  assertReadsAll(streams, REDIS_CLIENT.reader);
  const pieces = ["+PONG\r\n", "+", "-", "PONG", "\r\n", "\r", "\n", "-ERR x"];
  assertSameInAnyPortions(noise(pieces), REDIS_CLIENT.reader);
});
