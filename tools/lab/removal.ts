import { run } from "./command.ts";

/** The folder whose files a namespace has in the place of those of `/etc`. */
export function etcOf(namespace: string): string {
  return `/etc/netns/${namespace}`;
}

/** Removes namespaces with their files; those that are not there do no harm. */
export async function removeNamespaces(
  names: readonly string[],
): Promise<void> {
  const input = names.map((name) => `netns del ${name}\n`).join("");
  await run(["ip", "-force", "-batch", "-"], { input });
  for (const name of names) await removeFolder(etcOf(name));
}

/** Removes a folder with all that is in it, if it is there. */
export async function removeFolder(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {});
}
