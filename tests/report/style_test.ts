import { assertEquals } from "@std/assert/equals";
import { paint, plain, PLAIN_STYLE, sign } from "../../src/report/style.ts";
import { UNICODE } from "./samples.ts";

Deno.test("`paint()` colours where colour may be used", () => {
  const coloured = { ...PLAIN_STYLE, colour: true };
  assertEquals(paint("no", "bad", coloured), "\x1b[1;31mno\x1b[0m");
  assertEquals(paint("no", "bad", PLAIN_STYLE), "no");
});

Deno.test("`sign()` has a word for ASCII", () => {
  assertEquals(sign("ok", UNICODE), "✓");
  assertEquals(sign("ok", PLAIN_STYLE), "ok");
  assertEquals(sign("broken", PLAIN_STYLE), "X");
});

Deno.test("`plain()` leaves nothing but ASCII, its own colours included", () => {
  const text = "\x1b[1mcut… — ü\x1b[0m\n";
  assertEquals(plain(text, PLAIN_STYLE), "\x1b[1mcut... - ?\x1b[0m\n");
  assertEquals(plain(text, UNICODE), text);
});
