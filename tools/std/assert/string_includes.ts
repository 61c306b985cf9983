import { assertStringIncludes as untyped } from "deno-std/assert/string_includes.js";

/** Typed `@std/assert/string-includes`. */
export const assertStringIncludes: (
  actual: string,
  expected: string,
  msg?: string,
) => void = untyped;
