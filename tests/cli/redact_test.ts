import { assertEquals } from "@std/assert/equals";
import { hidesCredentials, redactQuoted } from "../../src/cli/redact.ts";

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

Deno.test("`hidesCredentials()` tells a password that ends the authority", () => {
  assertEquals(hidesCredentials("http://joe:a/b@host:1"), true);
  assertEquals(hidesCredentials("http://joe:a#b@host:1"), true);
  assertEquals(hidesCredentials("joe:a?b@host:1"), true);
  assertEquals(hidesCredentials("joe:a://b@host:1"), true);
  assertEquals(hidesCredentials("http://joe:ab@host:1"), false);
  assertEquals(hidesCredentials("http://host:1/path"), false);
});
