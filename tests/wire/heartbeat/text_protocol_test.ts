import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import { ProtocolError } from "../../../src/wire/heartbeat/protocol_error.ts";
import {
  TEXT_CLIENT,
  TEXT_SERVER,
} from "../../../src/wire/heartbeat/text_protocol.ts";
import {
  assertReadsAll,
  assertSameInAnyPortions,
  bytesOf,
  hex,
  noise,
  outcomeOf,
} from "./portions.ts";

Deno.test("`TEXT_CLIENT` and `TEXT_SERVER` write the words of the field", () => {
  assertEquals(TEXT_SERVER.greeting(), hex("4f 4b"));
  assertEquals(TEXT_CLIENT.beat(), hex("54 45 53 54"));
  assertEquals(TEXT_SERVER.answer(), hex("54 45 53 54 5f 42 41 43 4b"));
  assertEquals(TEXT_SERVER.beat(), undefined);
  assertEquals(TEXT_CLIENT.answer(), undefined);
});

Deno.test("`TEXT_CLIENT` has the interval, the misses and the port", () => {
  assertEquals(TEXT_CLIENT.intervalMs, 500);
  assertEquals(TEXT_CLIENT.misses, 3);
  assertEquals(TEXT_CLIENT.greets, true);
  assertEquals(TEXT_SERVER.port, 4578);
});

Deno.test("`TEXT_CLIENT.reader()` reads greeting and answer from one read", () => {
  assertEquals(TEXT_CLIENT.reader().push(bytesOf("OKTEST_BACK")), [
    { kind: "greeting" },
    { kind: "answer" },
  ]);
});

Deno.test("`TEXT_CLIENT.reader()` wants the greeting first", () => {
  const error = assertThrows(
    () => TEXT_CLIENT.reader().push(bytesOf("TEST_BACK")),
    ProtocolError,
    'Cannot read "TEST_BACK" as a word of the text protocol: it must be "OK"',
  );
  assertEquals(error.bytes, bytesOf("TEST_BACK"));
  assertEquals(error.rule, 'it must be "OK"');
});

Deno.test("`TEXT_CLIENT.reader()` names the bytes of a stranger", () => {
  const reader = TEXT_CLIENT.reader();
  const error = assertThrows(
    () => reader.push(bytesOf("OKTEST_BACKHTTP/1.1 \x1b[31m400\r\n")),
    ProtocolError,
    'Cannot read "HTTP/1.1 \\x1b[31m400\\r\\n" as a word of the text ' +
      'protocol: it must be "OK" or "TEST_BACK"',
  );
  assertEquals(error.messages, [{ kind: "greeting" }, { kind: "answer" }]);
  assertEquals(
    assertThrows(() => reader.push(bytesOf("TEST_BACK"))),
    error,
  );
});

Deno.test("`TEXT_SERVER.reader()` refuses what is no beat", () => {
  assertEquals(TEXT_SERVER.reader().push(bytesOf("TESTTESTTES")), [
    { kind: "beat" },
    { kind: "beat" },
  ]);
  assertThrows(
    () => TEXT_SERVER.reader().push(bytesOf("TEST_BACK")),
    ProtocolError,
    'Cannot read "_BACK"',
  );
});

Deno.test("`TEXT_CLIENT.reader()` reads the same in any portions", () => {
  const word = fc.constantFrom(
    [bytesOf("TEST_BACK"), { kind: "answer" }] as const,
    [bytesOf("OK"), { kind: "greeting" }] as const,
  );
  const greeting = [bytesOf("OK"), { kind: "greeting" }] as const;
  const streams = fc.array(word).map((words) => [greeting, ...words]);
  assertReadsAll(streams, TEXT_CLIENT.reader);
  const any = noise(["OK", "TEST", "TEST_BACK", "T", "_"]);
  assertSameInAnyPortions(any, TEXT_CLIENT.reader);
});

Deno.test("`TEXT_SERVER.reader()` reads the same in any portions", () => {
  const beat = [bytesOf("TEST"), { kind: "beat" }] as const;
  assertReadsAll(fc.array(fc.constant(beat)), TEXT_SERVER.reader);
  assertSameInAnyPortions(noise(["TEST", "TE", "ST"]), TEXT_SERVER.reader);
});

Deno.test("`TEXT_SERVER` and `TEXT_CLIENT` understand each other", () => {
  const client = TEXT_CLIENT.reader();
  const server = TEXT_SERVER.reader();
  const greeting = TEXT_SERVER.greeting() ?? new Uint8Array();
  assertEquals(outcomeOf(client, greeting).messages, [{ kind: "greeting" }]);
  const beat = TEXT_CLIENT.beat() ?? new Uint8Array();
  assertEquals(outcomeOf(server, beat).messages, [{ kind: "beat" }]);
  const answer = TEXT_SERVER.answer() ?? new Uint8Array();
  assertEquals(outcomeOf(client, answer).messages, [{ kind: "answer" }]);
});
