import { assertEquals as untyped } from "deno-std/assert/equals.js";

/** Typed `@std/assert/equals`. */
export const assertEquals: <T>(actual: T, expected: T, msg?: string) => void =
  untyped;
