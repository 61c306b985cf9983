/**
 * Waits for work that others started and that goes on without us.
 *
 * @param work The work.
 * @param signal Ends the wait, and not the work.
 * @returns What it gave, or `undefined` when the wait ended first.
 */
export function within<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", stop));
  });
}
