import { assertArrayIncludes as untyped } from "deno-std/assert/array_includes.js";

/** Typed `@std/assert/array-includes`. */
export const assertArrayIncludes: <T>(
  actual: ArrayLike<T>,
  expected: ArrayLike<T>,
  msg?: string,
) => void = untyped;
