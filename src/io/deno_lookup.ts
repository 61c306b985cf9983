import type { LookupAddress } from "node:dns";
import { orAborted } from "./deno_conn.ts";
import { toIoError } from "./deno_error.ts";
import { IoError } from "./io.ts";

// By await, or a bundle would load it at start (6 ms, measured).
const { lookup: nodeLookup } = await import("node:dns");

/** Most addresses kept of one name; a public pool has about a dozen. */
const MAX_ADDRESSES = 32;

/**
 * Asks getaddrinfo(3), which knows the hosts file and whatever else the
 * system is told to ask.
 *
 * It cannot be cancelled: when the signal ends the wait, the system goes on
 * until its own time-out (5 s a try by resolv.conf(5)), and its answer is
 * dropped. Until then it keeps the event loop alive: a program that is done
 * ends itself by `Deno.exit()`.
 *
 * @param name The name.
 * @param signal Ends the wait.
 * @returns The addresses in the system's order, each once.
 * @throws {IoError} The system's answer, for example code `ENOTFOUND`.
 */
export async function lookup(
  name: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  signal.throwIfAborted();
  const addresses = await orAborted(ask(name), signal);
  return [...new Set(addresses)].slice(0, MAX_ADDRESSES);
}

function ask(name: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const done = (
      error: NodeJS.ErrnoException | null,
      found: LookupAddress[],
    ) =>
      error
        ? reject(named(error, name))
        : resolve(found.map(({ address }) => address));
    nodeLookup(name, { all: true }, done);
  });
}

/** EPERM is how `node:dns` says that a permission is missing (measured). */
function named(error: NodeJS.ErrnoException, name: string): IoError {
  const flag = `--allow-net=${name}`;
  if (error.code !== "EPERM") return toIoError(error, { flag });
  return new IoError({
    kind: "not-permitted",
    originalName: error.name,
    message: error.message,
    permission: flag,
    cause: error,
  });
}
