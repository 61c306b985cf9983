import { libc } from "./libc.ts";

/** As `setns(2)` calls a network namespace. */
const CLONE_NEWNET = 0x4000_0000;

/** As `open(2)` calls what a started process does not get. */
const O_CLOEXEC = 0x8_0000;

/** Where `ip netns` keeps the namespaces that have a name. */
export const NAMESPACE_FOLDER = "/run/netns";

/** The one that this thread is in. */
const HOME = "/proc/thread-self/ns/net";

/**
 * Does something inside a network namespace, without a process for it: a
 * thread can be in another one for a while. Files of `/proc` are then those of
 * that namespace, and a process that is started lives there. The work has to
 * be over when it returns, since whatever runs later runs at home.
 *
 * @param name The namespace, as `ip netns` lists it.
 * @param work What to do there.
 * @returns What the work gives.
 */
export function inNamespace<Result>(
  name: string,
  work: () => Result,
): Result {
  const home = open(HOME);
  try {
    enter(`${NAMESPACE_FOLDER}/${name}`);
    return work();
  } finally {
    enterOpen(home, HOME);
    libc().close(home);
  }
}

function enter(path: string): void {
  const file = open(path);
  try {
    enterOpen(file, path);
  } finally {
    libc().close(file);
  }
}

function enterOpen(file: number, path: string): void {
  if (libc().setns(file, CLONE_NEWNET) === 0) return;
  throw new Error(`Cannot enter ${path}: setns() fails`);
}

function open(path: string): number {
  const file = libc().open(new TextEncoder().encode(`${path}\0`), O_CLOEXEC);
  if (file >= 0) return file;
  throw new Error(`Cannot open ${path}: open() fails`);
}
