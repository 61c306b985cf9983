import { type Io, IoError } from "../io/io.ts";
import type { Observation } from "../model/observation.ts";
import { parseHostSources } from "../wire/nsswitch.ts";
import { lostLook } from "./lost.ts";
import type { AskContext } from "./name_server.ts";
import { startLook } from "./record.ts";

/** Sources that this program reads or asks by itself. */
const OWN_SOURCES: readonly string[] = ["files", "dns"];

/** What the operating system says of a name. */
export interface SystemAnswer {
  /**
   * `open`: it has no answer just now; `lost`: it could not be asked.
   */
  readonly kind: "found" | "denied" | "open" | "lost";
  /** The observation, or none while the answer is open. */
  readonly observations: readonly Observation[];
}

/** What is known before the system has answered. */
const OPEN: SystemAnswer = { kind: "open", observations: [] };

/**
 * Asks the operating system for the addresses of a name.
 *
 * Where its answer is that it has none just now (`EAI_AGAIN`), nothing is
 * said: that may be silence, a closed port or an error of a server that it
 * does not name.
 *
 * @param name The name.
 * @param context The world and the end of the wait.
 * @returns What it said.
 */
export async function askSystem(
  name: string,
  context: AskContext,
): Promise<SystemAnswer> {
  const { io, signal } = context;
  const look = startLook({
    probe: "resolver",
    segment: "resolver",
    subject: name,
  }, io);
  const detail = { name, source: "system" };
  function told(kind: SystemAnswer["kind"], seen: Observation): SystemAnswer {
    return { kind, observations: [seen] };
  }
  try {
    const addresses = await io.lookup(name, signal);
    return addresses.length > 0
      ? told("found", look.end("resolved", { ...detail, addresses }))
      : told("denied", look.end("no-records", detail));
  } catch (error) {
    if (!(error instanceof IoError)) {
      if (signal.aborted) return OPEN;
      throw error;
    }
    const lost = lostLook(error, "resolver", io);
    if (lost !== undefined) return told("lost", lost);
    const { code } = error;
    // getaddrinfo(3) has one code for "no such name" and "no address".
    return code === "ENOTFOUND"
      ? told("denied", look.end("name-not-found", { ...detail, code }))
      : OPEN;
  }
}

/**
 * Whether the system may find a name that neither the hosts file nor the name
 * servers know: mDNS, a directory, the name of this host, a suffix derived
 * from that. Only then its answer is worth two more packets, and the 10 s for
 * which it cannot be cancelled (measured with Deno 2.9.6).
 *
 * @param name The name.
 * @param search The suffixes that are known.
 * @param io The world.
 * @returns Whether it may; also where it is not known.
 */
export async function systemMayKnowMore(
  name: string,
  search: readonly string[],
  io: Io,
): Promise<boolean> {
  if (io.platform !== "linux") return true;
  if (!name.includes(".") && search.length === 0) return true;
  try {
    const text = await io.readText("/etc/nsswitch.conf");
    return parseHostSources(text).some((source) =>
      !OWN_SOURCES.includes(source)
    );
  } catch (error) {
    // Without the file, glibc and musl ask the hosts file and name servers.
    return !(error instanceof IoError) || error.kind !== "not-found";
  }
}
