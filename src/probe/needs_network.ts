import type { Io } from "../io/io.ts";
import { isLoopbackAddress } from "../model/host.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import { isLocalhost } from "./name_lookup.ts";
import { readHostsEntry } from "./resolver_settings.ts";
import { systemMayKnowMore } from "./system_names.ts";

/**
 * Whether only another machine can tell the addresses of a name. Where this
 * host may know them, they may be its own, and a broken link or network says
 * nothing of the way there.
 *
 * @param name The name, in lower case.
 * @param servers The name servers that are asked.
 * @param io The world.
 * @returns Whether the name cannot be resolved without the network.
 */
export async function needsNetwork(
  name: string,
  servers: readonly NameServerAddress[],
  io: Io,
): Promise<boolean> {
  if (isLocalhost(name)) return false;
  // One on this machine may know names by itself, or remember them.
  if (servers.some(({ address }) => isLoopbackAddress(address))) return false;
  const { addresses, lost } = await readHostsEntry(name, io);
  if (addresses.length > 0 || lost.length > 0) return false;
  // The sources that know this host's own and its guests' names know no dots.
  return name.includes(".") || !await systemMayKnowMore(name, [], io);
}
