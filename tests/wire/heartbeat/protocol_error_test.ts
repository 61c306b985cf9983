import { assertEquals } from "@std/assert/equals";
import { ProtocolError } from "../../../src/wire/heartbeat/protocol_error.ts";
import { bytesOf } from "./portions.ts";

const FAULT = { expected: "a greeting", rule: 'it must be "OK"' };

Deno.test("`ProtocolError` names the bytes, safe to print, and the rule", () => {
  const error = new ProtocolError({ ...FAULT, bytes: bytesOf("\x1b[2J\r\n") });
  assertEquals(
    error.message,
    'Cannot read "\\x1b[2J\\r\\n" as a greeting: it must be "OK"',
  );
  assertEquals(error.name, "ProtocolError");
  assertEquals(error.rule, 'it must be "OK"');
  assertEquals(error.messages, []);
});

Deno.test("`ProtocolError` keeps a copy of the first 64 bytes alone", () => {
  const bytes = bytesOf("x".repeat(65));
  const error = new ProtocolError({ ...FAULT, bytes });
  bytes.fill(0);
  assertEquals(error.bytes, bytesOf("x".repeat(64)));
  assertEquals(error.bytes.buffer.byteLength, 64);
  assertEquals(error.message.split('"')[1], "x".repeat(64) + "…");
  const whole = new ProtocolError({ ...FAULT, bytes: error.bytes });
  assertEquals(whole.message.split('"')[1], "x".repeat(64));
});

Deno.test("`ProtocolError` speaks in the words of the error it comes from", () => {
  const cause = new SyntaxError('Cannot read "x" as something else: rule');
  const error = new ProtocolError({ ...FAULT, bytes: bytesOf("x"), cause });
  assertEquals(error.message, cause.message);
  assertEquals(error.cause, cause);
});
