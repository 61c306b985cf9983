import { assertLess as untyped } from "deno-std/assert/less.js";

/** Typed `@std/assert/less`. */
export const assertLess: <T>(actual: T, expected: T, msg?: string) => void =
  untyped;
