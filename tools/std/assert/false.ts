import { assertFalse as untyped } from "deno-std/assert/false.js";

/** Typed `@std/assert/false`. */
export const assertFalse: (
  expr: unknown,
  msg?: string,
) => asserts expr is false = untyped;
