import { assertNotStrictEquals as untyped } from "deno-std/assert/not_strict_equals.js";

/** Typed `@std/assert/not-strict-equals`. */
export const assertNotStrictEquals: <T>(
  actual: T,
  expected: T,
  msg?: string,
) => void = untyped;
