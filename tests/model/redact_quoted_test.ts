import { assertEquals } from "@std/assert/equals";
import { redactQuoted } from "../../src/model/redact_quoted.ts";

Deno.test("`redactQuoted()` takes out all before the last @ of a value", () => {
  assertEquals(
    redactQuoted('Cannot use "http://joe:s3cret@host:1" as "x"'),
    'Cannot use "***@host:1" as "x"',
  );
  assertEquals(redactQuoted('of "joe:p@ss@host"'), 'of "***@host"');
  assertEquals(
    redactQuoted(`of ${JSON.stringify('joe:a"b\\@host')}`),
    'of "***@host"',
  );
});

Deno.test("`redactQuoted()` leaves other values alone", () => {
  const message = 'Cannot use "10.0.0.1:0"; write to root@localhost';
  assertEquals(redactQuoted(message), message);
});
