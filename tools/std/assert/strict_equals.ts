import { assertStrictEquals as untyped } from "deno-std/assert/strict_equals.js";

/** Typed `@std/assert/strict-equals`. */
export const assertStrictEquals: <T>(
  actual: unknown,
  expected: T,
  msg?: string,
) => asserts actual is T = untyped;
