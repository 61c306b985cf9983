import { pooledMap as untyped } from "deno-std/async/pool.js";

/** Typed `@std/async/pool`. */
export const pooledMap: <T, R>(
  poolLimit: number,
  array: Iterable<T> | AsyncIterable<T>,
  iteratorFn: (data: T) => Promise<R>,
) => AsyncIterableIterator<R> = untyped;
