import { unreachable as untyped } from "deno-std/assert/unreachable.js";

/** Typed `@std/assert/unreachable`. */
export const unreachable: (reason?: string) => never = untyped;
