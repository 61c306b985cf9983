import { assertEquals } from "@std/assert/equals";
import { hidesCredentials } from "../../src/model/hidden_credentials.ts";

Deno.test("`hidesCredentials()` tells a password that ends the authority", () => {
  assertEquals(hidesCredentials("http://joe:a/b@host:1"), true);
  assertEquals(hidesCredentials("http://joe:a#b@host:1"), true);
  assertEquals(hidesCredentials("joe:a?b@host:1"), true);
  assertEquals(hidesCredentials("joe:a://b@host:1"), true);
  assertEquals(hidesCredentials("http://joe:ab@host:1"), false);
  assertEquals(hidesCredentials("http://host:1/path"), false);
});
