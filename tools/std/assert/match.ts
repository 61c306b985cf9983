import { assertMatch as untyped } from "deno-std/assert/match.js";

/** Typed `@std/assert/match`. */
export const assertMatch: (
  actual: string,
  expected: RegExp,
  msg?: string,
) => void = untyped;
