import { parseArgs as untyped } from "deno-std/cli/parse_args.js";

/** Options of {@linkcode parseArgs}, as in `@std/cli/parse-args`. */
export interface ParseOptions<
  B extends string = string,
  S extends string = string,
  C extends string = string,
  N extends string = string,
  D extends Record<string, unknown> = Record<string, unknown>,
> {
  /** Keep what follows `--` apart, under the key `--`. */
  "--"?: boolean;
  /** Other names of an option. */
  alias?: Record<string, string | ReadonlyArray<string>>;
  /** Options that are switches. */
  boolean?: B | ReadonlyArray<B>;
  /** Values of options that were not given. */
  default?: D;
  /** Stop at the first argument that is no option. */
  stopEarly?: boolean;
  /** Options whose value is text. */
  string?: S | ReadonlyArray<S>;
  /** Options that may be given more than once. */
  collect?: C | ReadonlyArray<C>;
  /** Options that `--no-NAME` turns off. */
  negatable?: N | ReadonlyArray<N>;
  /** Called for each argument that is not described here. */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

type Flags<
  B extends string,
  S extends string,
  C extends string,
  N extends string,
> =
  & { [K in Exclude<B, C>]: boolean }
  & { [K in Extract<B, C>]: boolean[] }
  & { [K in Exclude<S, C>]?: K extends N ? string | false : string }
  & { [K in Extract<S, C>]: K extends N ? string[] | false : string[] }
  & { [K in Exclude<C, B | S>]: unknown[] };

type WithDefaults<F, D> =
  & Omit<F, keyof D>
  & {
    [K in keyof D]: K extends keyof F ? NonNullable<F[K]> | D[K] : unknown;
  };

/** What {@linkcode parseArgs} returns. */
export type Args<F> = F & {
  /** Arguments that belong to no option. */
  _: Array<string | number>;
  /** Arguments after `--`, when asked for. */
  "--"?: string[];
} & Record<string, unknown>;

/** Typed `@std/cli/parse-args`. */
export const parseArgs: <
  const B extends string = never,
  const S extends string = never,
  const C extends string = never,
  const N extends string = never,
  D extends Record<string, unknown> = Record<never, never>,
>(
  args: string[],
  options?: ParseOptions<B, S, C, N, D>,
) => Args<WithDefaults<Flags<B, S, C, N>, D>> = untyped;
