import { fail as untyped } from "deno-std/assert/fail.js";

/** Typed `@std/assert/fail`. */
export const fail: (msg?: string) => never = untyped;
