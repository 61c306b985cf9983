import { LinkedAbort } from "../probe/linked_abort.ts";
import { pause } from "../probe/pause.ts";
import type { Run } from "./run.ts";

/**
 * Starts further work if some work is still under way after a delay. It saves
 * packets: what is answered at once needs no second look.
 *
 * @param run The run that both belong to.
 * @param work The work that may take long.
 * @param delayMs How long it may take before more is started.
 * @param further What to start then; it must not throw.
 * @returns What the work returns.
 */
export async function hedge<Result>(
  run: Run,
  work: Promise<Result>,
  delayMs: number,
  further: () => void | Promise<void>,
): Promise<Result> {
  const done = new LinkedAbort(run.signal);
  const hedged = pause(run.io, delayMs, done.signal).then(async (isOver) => {
    if (isOver) await further();
  });
  try {
    return await work;
  } finally {
    done.end();
    await hedged;
  }
}
