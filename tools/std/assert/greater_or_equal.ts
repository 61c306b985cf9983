import { assertGreaterOrEqual as untyped } from "deno-std/assert/greater_or_equal.js";

/** Typed `@std/assert/greater-or-equal`. */
export const assertGreaterOrEqual: <T>(
  actual: T,
  expected: T,
  msg?: string,
) => void = untyped;
