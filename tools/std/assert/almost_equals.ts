import { assertAlmostEquals as untyped } from "deno-std/assert/almost_equals.js";

/** Typed `@std/assert/almost-equals`. */
export const assertAlmostEquals: (
  actual: number,
  expected: number,
  tolerance?: number,
  msg?: string,
) => void = untyped;
