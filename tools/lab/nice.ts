import { libc } from "./libc.ts";

/** As `setpriority(2)` calls the priority of a process or thread. */
const PRIO_PROCESS = 0;

/** As it calls the thread that asks. */
const THIS_THREAD = 0;

/** The nice value of what is not given another. */
const USUAL = 0;

/**
 * Does something with another nice value. Linux has one for each thread, and a
 * process that is started meanwhile inherits it.
 *
 * @param value The nice value, -20 to 19; the less, the sooner it runs.
 * @param work What to do, over when it returns.
 * @returns What the work gives.
 */
export function withNice<Result>(value: number, work: () => Result): Result {
  setNice(value);
  try {
    return work();
  } finally {
    setNice(USUAL);
  }
}

function setNice(value: number): void {
  if (libc().setpriority(PRIO_PROCESS, THIS_THREAD, value) === 0) return;
  throw new Error(`Cannot run with nice value ${value}: setpriority() fails`);
}
