import { assert as untyped } from "deno-std/assert/assert.js";

/** Typed `@std/assert/assert`. */
export const assert: (expr: unknown, msg?: string) => asserts expr = untyped;
