import { assertRejects as untyped } from "deno-std/assert/rejects.js";

interface AssertRejects {
  (fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
  <E extends Error = Error>(
    fn: () => PromiseLike<unknown>,
    // deno-lint-ignore no-explicit-any -- any constructor of an error fits
    errorClass: abstract new (...args: any[]) => E,
    msgIncludes?: string,
    msg?: string,
  ): Promise<E>;
}

/** Typed `@std/assert/rejects`. */
export const assertRejects: AssertRejects = untyped;
