import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { isSameToken } from "../../../src/wire/agent/same_token.ts";

const TEXT = fc.string({ maxLength: 20 });

Deno.test("`isSameToken()` says yes when the text is the same, and only then", () => {
  fc.assert(fc.property(TEXT, TEXT, (shown, token) => {
    assertEquals(isSameToken(shown, token), shown === token);
    assertEquals(isSameToken(token, token), true);
    assertEquals(isSameToken(`${token}x`, token), false);
    assertEquals(isSameToken(undefined, `${token}x`), false);
  }));
});
