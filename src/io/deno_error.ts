import { IoError } from "./io.ts";

/** `Deno.errors` classes that may come without a code. */
const CODE_BY_NAME: ReadonlyMap<string, string> = new Map([
  ["ConnectionRefused", "ECONNREFUSED"],
  ["ConnectionReset", "ECONNRESET"],
  ["ConnectionAborted", "ECONNABORTED"],
  ["NetworkUnreachable", "ENETUNREACH"],
  ["AddrNotAvailable", "EADDRNOTAVAIL"],
  ["BrokenPipe", "EPIPE"],
  ["NotConnected", "ENOTCONN"],
  ["TimedOut", "ETIMEDOUT"],
  ["NotFound", "ENOENT"],
]);

/** errno(3) of Linux, `errno.h` of Darwin, Winsock codes of Windows. */
const CODE_BY_NUMBER: Readonly<Record<string, ReadonlyMap<number, string>>> = {
  linux: new Map([
    [1, "EPERM"],
    [2, "ENOENT"],
    [13, "EACCES"],
    [22, "EINVAL"],
    [23, "ENFILE"],
    [24, "EMFILE"],
    [32, "EPIPE"],
    [99, "EADDRNOTAVAIL"],
    [100, "ENETDOWN"],
    [101, "ENETUNREACH"],
    [103, "ECONNABORTED"],
    [104, "ECONNRESET"],
    [105, "ENOBUFS"],
    [110, "ETIMEDOUT"],
    [111, "ECONNREFUSED"],
    [112, "EHOSTDOWN"],
    [113, "EHOSTUNREACH"],
  ]),
  darwin: new Map([
    [1, "EPERM"],
    [2, "ENOENT"],
    [13, "EACCES"],
    [22, "EINVAL"],
    [23, "ENFILE"],
    [24, "EMFILE"],
    [32, "EPIPE"],
    [49, "EADDRNOTAVAIL"],
    [50, "ENETDOWN"],
    [51, "ENETUNREACH"],
    [53, "ECONNABORTED"],
    [54, "ECONNRESET"],
    [55, "ENOBUFS"],
    [60, "ETIMEDOUT"],
    [61, "ECONNREFUSED"],
    [64, "EHOSTDOWN"],
    [65, "EHOSTUNREACH"],
  ]),
  windows: new Map([
    [2, "ENOENT"],
    [5, "EACCES"],
    [10013, "EACCES"],
    [10022, "EINVAL"],
    [10024, "EMFILE"],
    [10049, "EADDRNOTAVAIL"],
    [10050, "ENETDOWN"],
    [10051, "ENETUNREACH"],
    [10053, "ECONNABORTED"],
    [10054, "ECONNRESET"],
    [10055, "ENOBUFS"],
    [10060, "ETIMEDOUT"],
    [10061, "ECONNREFUSED"],
    [10064, "EHOSTDOWN"],
    [10065, "EHOSTUNREACH"],
  ]),
};

/** Options of {@linkcode toIoError}. */
export interface ToIoErrorOptions {
  /** The flag of `deno run` that the operation needs. */
  readonly flag: string;
  /** Whether a missing file is the program or file asked for. */
  readonly seeksFile?: boolean;
  /** The system whose error numbers apply, as `Deno.build.os` names it. */
  readonly os?: string;
}

/**
 * Reads the raw facts out of whatever an API of Deno or Node threw.
 *
 * Errors are told apart by code and never by class: `EHOSTUNREACH` comes as a
 * plain `Error` (measured with Deno 2.9.6).
 *
 * @param error What was thrown.
 * @param options The flag to name when a permission is missing.
 * @returns The same facts in one shape.
 * @default options.os the system that the program runs on
 */
export function toIoError(error: unknown, options: ToIoErrorOptions): IoError {
  if (error instanceof IoError) return error;
  const original = error instanceof Error ? error : new Error(String(error));
  const originalName = original.name;
  const facts = { originalName, message: original.message, cause: error };
  if (original instanceof Deno.errors.NotCapable) {
    // "Requires all access": /proc, /sys and the like need every permission.
    const all = /\ball access\b/.test(original.message);
    const permission = all ? "--allow-all" : options.flag;
    return new IoError({ ...facts, kind: "not-permitted", permission });
  }
  const code = codeOf(original, options.os ?? Deno.build.os);
  const isMissing = options.seeksFile === true && code === "ENOENT";
  return new IoError({
    ...facts,
    code,
    kind: isMissing ? "not-found" : "failed",
  });
}

function codeOf(error: Error, os: string): string | undefined {
  const own = (error as { readonly code?: unknown }).code;
  if (typeof own === "string") return own;
  const text = `${error.message} ${
    error.cause instanceof Error ? error.cause.message : ""
  }`;
  const number = Number(/\(os error (\d+)\)/.exec(text)?.[1]);
  return CODE_BY_NUMBER[os]?.get(number) ?? CODE_BY_NAME.get(error.name);
}
