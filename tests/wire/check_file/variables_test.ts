import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { expandVariables } from "../../../src/wire/check_file/variables.ts";

const expand = (text: string) =>
  expandVariables(
    text,
    (name) => ({ HOST: "db", EMPTY: "", DOLLAR: "${HOST}" })[name],
  );

Deno.test("`expandVariables()` puts in values, and defaults where there is none", () => {
  assertEquals(expand("tcp://${HOST}:1"), "tcp://db:1");
  assertEquals(expand("${HOST:-x}${NOPE:-a b}${EMPTY:-c}${NOPE:-}"), "dba bc");
  assertEquals(expand("${EMPTY}"), "");
  assertEquals(expand("plain"), "plain");
});

Deno.test("`expandVariables()` leaves a dollar alone, and takes two for one", () => {
  assertEquals(expand("a$b $5 $"), "a$b $5 $");
  assertEquals(expand("$${HOST}"), "${HOST}");
  assertEquals(expand("${DOLLAR}"), "${HOST}");
});

Deno.test("`expandVariables()` refuses what is missing or half", () => {
  for (const text of ["${", "${}", "${1A}", "${A:b}", "${A-b}", "${A:-{}}"]) {
    assertThrows(() => expand(text), SyntaxError, "expected ${NAME}", text);
  }
  assertThrows(() => expand("${NOPE}"), SyntaxError, "NOPE is not set");
});

Deno.test("`expandVariables()` takes no default for what may not be read", () => {
  const denied = () => {
    throw new SyntaxError("denied");
  };
  assertThrows(() => expandVariables("${P:-2}", denied), SyntaxError, "denied");
});
