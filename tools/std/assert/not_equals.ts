import { assertNotEquals as untyped } from "deno-std/assert/not_equals.js";

/** Typed `@std/assert/not-equals`. */
export const assertNotEquals: <T>(
  actual: T,
  expected: T,
  msg?: string,
) => void = untyped;
