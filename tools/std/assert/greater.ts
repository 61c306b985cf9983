import { assertGreater as untyped } from "deno-std/assert/greater.js";

/** Typed `@std/assert/greater`. */
export const assertGreater: <T>(actual: T, expected: T, msg?: string) => void =
  untyped;
