import { run } from "./command.ts";

/** Processes in any of these namespaces; one that is not there has none. */
export async function namespacePids(
  namespaces: readonly string[],
): Promise<number[]> {
  const input = namespaces.map((name) => `netns pids ${name}\n`).join("");
  const { stdout } = await run(["ip", "-force", "-batch", "-"], { input });
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
