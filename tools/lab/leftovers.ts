import { run } from "./command.ts";
import { removeGroups } from "./control_group.ts";
import { kill, namespacePids } from "./processes.ts";
import { removeFolder, removeNamespaces } from "./removal.ts";

/** What a run of the lab is called: all that it makes begins with this. */
const RUN = /^flt(\d+)-/;

/** Removes what runs have left that are gone, however they ended. */
export async function removeDeadRuns(): Promise<void> {
  await removeRuns((pid) => pid !== Deno.pid && !isRunning(pid));
}

/** Removes all that this run has made. */
export async function removeThisRun(): Promise<void> {
  await removeRuns((pid) => pid === Deno.pid);
}

async function removeRuns(isChosen: (pid: number) => boolean): Promise<void> {
  const isOurs = (name: string) => {
    const [, pid] = RUN.exec(name) ?? [];
    return pid !== undefined && isChosen(Number(pid));
  };
  const { stdout } = await run(["ip", "netns", "list"]);
  const namespaces = stdout.split("\n").map((line) => line.split(" ")[0] ?? "")
    .filter(isOurs);
  for (const pid of namespacePids(namespaces)) kill(pid);
  await removeGroups(isOurs);
  await removeNamespaces(namespaces);
  for (const folder of [Deno.env.get("TMPDIR") ?? "/tmp", "/etc/netns"]) {
    for (const name of await namesIn(folder)) {
      if (isOurs(name)) await removeFolder(`${folder}/${name}`);
    }
  }
}

/** A number may be another process's by now. */
function isRunning(pid: number): boolean {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/cmdline`).includes("lab/main");
  } catch {
    return false;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) =>
      name
    );
  } catch {
    return [];
  }
}
