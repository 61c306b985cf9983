import type { NameServerAddress } from "../model/name_server.ts";
import { startDeadline } from "./deadline.ts";
import { NameLookup } from "./name_lookup.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";

/** What to look up. */
export interface ResolverInput {
  /** A name, in lower case; literal addresses need no look. */
  readonly name: string;
  /**
   * The name servers to ask instead of the configured ones. The system is then
   * not asked, since it would ask the configured ones.
   *
   * @default the system's
   */
  readonly nameServers?: readonly NameServerAddress[];
}

/**
 * Looks a name up: in the hosts file, then at each name server by itself, so
 * that refused, silent, SERVFAIL, NXDOMAIN and no address are told apart.
 *
 * A name in the hosts file, and `localhost`, is never asked for on the network.
 * The system's own resolution is asked where it may know more than that, and
 * only once the name servers have not helped: a healthy look costs two packets.
 * Where the hosts file or the list of name servers cannot be read, it is the
 * other way round, since the system can read both.
 *
 * Permissions: `--allow-read=/etc/hosts,/etc/resolv.conf,/etc/nsswitch.conf`;
 * `--allow-net=<server>:53,0.0.0.0:0` for each name server (`[::]:0` for an
 * IPv6 one); `--allow-net=<name>` (without a port) for the system's answer. On
 * macOS also `--allow-run=scutil`, on Windows `--allow-run=powershell.exe`. A
 * missing one is a fact of its own (`nsswitch.conf`: the system is asked).
 *
 * @param input The name.
 * @param context The world, the signal and the time-out.
 * @returns One observation for each name server, one for what the hosts file
 * or the system says, one for each thing that could not be looked at.
 */
export async function probeResolver(
  input: ResolverInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const deadline = startDeadline(context);
  try {
    const lookup = new NameLookup(input, context.io, deadline);
    return { observations: await lookup.run() };
  } finally {
    deadline.stop();
  }
}
