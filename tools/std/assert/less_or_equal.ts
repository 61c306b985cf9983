import { assertLessOrEqual as untyped } from "deno-std/assert/less_or_equal.js";

/** Typed `@std/assert/less-or-equal`. */
export const assertLessOrEqual: <T>(
  actual: T,
  expected: T,
  msg?: string,
) => void = untyped;
