import { NAMESPACE_FOLDER } from "./namespace.ts";

/** Processes in any of these namespaces; one that is not there has none. */
export function namespacePids(namespaces: readonly string[]): number[] {
  const wanted = new Set(
    namespaces.map((name) =>
      orNothing(() => Deno.statSync(`${NAMESPACE_FOLDER}/${name}`).ino)
    ).filter((inode) => inode !== undefined).map((inode) => `net:[${inode}]`),
  );
  return [...Deno.readDirSync("/proc")].map(({ name }) => Number(name))
    .filter((pid) => pid > 0)
    .filter((pid) => {
      const link = () => Deno.readLinkSync(`/proc/${pid}/ns/net`);
      return wanted.has(orNothing(link) ?? "");
    });
}

/** What is read, unless it has gone by then. */
function orNothing<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
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
