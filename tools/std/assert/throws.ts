import { assertThrows as untyped } from "deno-std/assert/throws.js";

interface AssertThrows {
  (fn: () => unknown, msg?: string): unknown;
  <E extends Error = Error>(
    fn: () => unknown,
    // deno-lint-ignore no-explicit-any -- any constructor of an error fits
    errorClass: abstract new (...args: any[]) => E,
    msgIncludes?: string,
    msg?: string,
  ): E;
}

/** Typed `@std/assert/throws`. */
export const assertThrows: AssertThrows = untyped;
