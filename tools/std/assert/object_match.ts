// deno-lint-ignore-file no-explicit-any -- the wide type of the original
import { assertObjectMatch as untyped } from "deno-std/assert/object_match.js";

/** Typed `@std/assert/object-match`. */
export const assertObjectMatch: (
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
) => void = untyped;
