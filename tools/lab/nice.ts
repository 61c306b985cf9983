import { libc } from "./libc.ts";

/** As `setpriority(2)` calls the priority of a process or thread. */
const PRIO_PROCESS = 0;

/** As it calls the thread that asks. */
const THIS_THREAD = 0;

/**
 * Does something with another nice value, as `nice(1)` would. Linux has one for
 * each thread, and a process that is started meanwhile inherits it.
 *
 * @param change What is added to the thread's own; the less, the sooner it runs.
 * @param work What to do, over when it returns.
 * @returns What the work gives.
 */
export function withNice<Result>(change: number, work: () => Result): Result {
  const own = libc().getpriority(PRIO_PROCESS, THIS_THREAD);
  setNice(own + change);
  try {
    return work();
  } finally {
    setNice(own);
  }
}

function setNice(value: number): void {
  if (libc().setpriority(PRIO_PROCESS, THIS_THREAD, value) === 0) return;
  throw new Error(`Cannot run with nice value ${value}: setpriority() fails`);
}
