import type { BenchProcess } from "./bench_process.ts";
import { sleep } from "./sleep.ts";
import { drawStalls } from "./stalls_plan.ts";

/**
 * Stops each process again and again and lets it go on, all independently.
 *
 * @param watchers The processes.
 * @param count How many stalls in all.
 * @param seed Replays to the same stalls.
 * @returns How long each stall was, in milliseconds.
 */
export async function stopThem(
  watchers: readonly BenchProcess[],
  count: number,
  seed: number,
): Promise<readonly number[]> {
  const each = Math.ceil(count / watchers.length);
  const held = await Promise.all(
    watchers.map((watcher, index) => stopOne(watcher, each, seed + index)),
  );
  return held.flat();
}

async function stopOne(
  watcher: BenchProcess,
  count: number,
  seed: number,
): Promise<number[]> {
  const heldMs: number[] = [];
  for (const stall of drawStalls(seed, count)) {
    await sleep(stall.freeMs);
    watcher.kill("SIGSTOP");
    const beganMs = performance.now();
    await sleep(stall.heldMs);
    if (!isStopped(watcher.pid)) throw new Error("A process did not stop");
    watcher.kill("SIGCONT");
    heldMs.push(performance.now() - beganMs);
  }
  return heldMs;
}

function isStopped(pid: number): boolean {
  const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).startsWith("T");
}
