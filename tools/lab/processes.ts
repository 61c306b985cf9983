import { run } from "./command.ts";

/** Processes in a namespace. */
export async function namespacePids(namespace: string): Promise<number[]> {
  const { stdout } = await run(["ip", "netns", "pids", namespace]);
  return stdout.split("\n").filter((line) => line !== "").map(Number);
}

/** Sends a process a signal, unless it has ended already. */
export function kill(pid: number, signal: Deno.Signal = "SIGKILL"): void {
  try {
    Deno.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Waits for a while. */
export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
