import { assertNotMatch as untyped } from "deno-std/assert/not_match.js";

/** Typed `@std/assert/not-match`. */
export const assertNotMatch: (
  actual: string,
  expected: RegExp,
  msg?: string,
) => void = untyped;
