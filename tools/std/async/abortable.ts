import { abortable as untyped } from "deno-std/async/abortable.js";

interface Abortable {
  <T>(p: Promise<T>, signal: AbortSignal): Promise<T>;
  <T>(p: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T>;
}

/** Typed `@std/async/abortable`. */
export const abortable: Abortable = untyped;
