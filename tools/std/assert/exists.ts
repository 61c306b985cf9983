import { assertExists as untyped } from "deno-std/assert/exists.js";

/** Typed `@std/assert/exists`. */
export const assertExists: <T>(
  actual: T,
  msg?: string,
) => asserts actual is NonNullable<T> = untyped;
