// deno-lint-ignore-file no-explicit-any -- the wide type of the original
import { assertInstanceOf as untyped } from "deno-std/assert/instance_of.js";

/** Typed `@std/assert/instance-of`. */
export const assertInstanceOf: <T extends abstract new (...args: any[]) => any>(
  actual: unknown,
  expectedType: T,
  msg?: string,
) => asserts actual is InstanceType<T> = untyped;
