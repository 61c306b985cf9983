import { type Io, IoError } from "../io/io.ts";
import {
  MAX_NAME_SERVERS,
  MAX_SUBPROCESS_OUTPUT_BYTES,
} from "../model/limits.ts";
import { DNS_PORT, type NameServerAddress } from "../model/name_server.ts";
import type { Observation } from "../model/observation.ts";
import { lookupInHostsFile } from "../wire/hosts_file.ts";
import { parseWindowsHost } from "../wire/powershell_json.ts";
import {
  POWERSHELL_ARGS,
  POWERSHELL_PROGRAM,
  WINDOWS_HOST_SCRIPT,
} from "../wire/powershell_script.ts";
import { parseResolvConf } from "../wire/resolv_conf.ts";
import { parseScutilDns } from "../wire/scutil_dns.ts";
import { lostReading } from "./host_reading.ts";

/** Where the addresses of names are configured; hosts(5), resolv.conf(5). */
const HOSTS_FILE = "/etc/hosts";
const RESOLV_CONF = "/etc/resolv.conf";

/** The same of Windows, where it is installed as usual. */
const WINDOWS_HOSTS_FILE = "C:\\Windows\\System32\\drivers\\etc\\hosts";

/** Asked where resolv.conf names no server: resolv.conf(5). */
const OWN_NAME_SERVER = "127.0.0.1";

/** What the hosts file says of a name. */
export interface HostsEntry {
  /** Its addresses; none where the file does not know it. */
  readonly addresses: readonly string[];
  /** Why the file could not be read: nobody knows what it says. */
  readonly lost: readonly Observation[];
}

/** How this host looks names up. */
export interface ResolverSettings {
  /** The name servers, in the order asked. */
  readonly nameServers: readonly NameServerAddress[];
  /** Suffixes that are tried on a name with few dots. */
  readonly search: readonly string[];
  /** A name with at least so many dots is tried as it is first. */
  readonly ndots: number;
  /** Whether the system would try no other suffix. */
  readonly isComplete: boolean;
  /** Why something could not be read. */
  readonly lost: readonly Observation[];
}

/** A text, or why there is none; both are empty where a file is missing. */
interface Source {
  readonly text: string;
  readonly lost: readonly Observation[];
}

/**
 * Looks a name up in the hosts file.
 *
 * @param name The name.
 * @param io The world.
 * @returns Its addresses. A missing file knows no name.
 */
export async function readHostsEntry(
  name: string,
  io: Io,
): Promise<HostsEntry> {
  const path = io.platform === "windows" ? WINDOWS_HOSTS_FILE : HOSTS_FILE;
  const { text, lost } = await readFile(path, io);
  return { addresses: lookupInHostsFile(text, name), lost };
}

/**
 * Reads which name servers this host asks, and under which names.
 *
 * @param io The world.
 * @param signal Ends a program that was started for it.
 * @returns The settings; what could not be read is in `lost`.
 */
export async function readResolverSettings(
  io: Io,
  signal: AbortSignal,
): Promise<ResolverSettings> {
  if (io.platform === "windows") return await readWindows(io, signal);
  const { text, lost } = await readFile(RESOLV_CONF, io);
  const { nameServers, search, ndots } = parseResolvConf(text);
  const settings = {
    nameServers: serversAt(nameServers),
    search,
    ndots,
    isComplete: lost.length === 0,
    lost,
  };
  if (nameServers.length > 0 || lost.length > 0) return settings;
  return io.platform === "darwin"
    ? await readDarwin(settings, io, signal)
    : { ...settings, nameServers: serversAt([OWN_NAME_SERVER]) };
}

/** macOS writes resolv.conf as a courtesy only. */
async function readDarwin(
  settings: ResolverSettings,
  io: Io,
  signal: AbortSignal,
): Promise<ResolverSettings> {
  const { text, lost } = await outputOf("scutil", ["--dns"], io, signal);
  const found = parseScutilDns(text).map(({ address }) => address);
  const nameServers = serversAt(found);
  return { ...settings, nameServers, isComplete: false, lost };
}

/** Windows has sources of suffixes that are not asked for here. */
async function readWindows(
  io: Io,
  signal: AbortSignal,
): Promise<ResolverSettings> {
  const args = [...POWERSHELL_ARGS, WINDOWS_HOST_SCRIPT];
  const { text, lost } = await outputOf(POWERSHELL_PROGRAM, args, io, signal);
  const reading = parseWindowsHost(text);
  const found = reading.ok ? reading.value.nameServers ?? [] : [];
  const nameServers = serversAt(found.map(({ address }) => address));
  return { nameServers, search: [], ndots: 1, isComplete: false, lost };
}

async function readFile(path: string, io: Io): Promise<Source> {
  try {
    return { text: await io.readText(path), lost: [] };
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    return error.kind === "not-found"
      ? { text: "", lost: [] }
      : lostSource(error, io);
  }
}

async function outputOf(
  program: string,
  args: readonly string[],
  io: Io,
  signal: AbortSignal,
): Promise<Source> {
  try {
    const maxBytes = MAX_SUBPROCESS_OUTPUT_BYTES;
    const { stdout } = await io.spawn(program, args, { signal, maxBytes });
    return { text: stdout, lost: [] };
  } catch (error) {
    if (error instanceof IoError) return lostSource(error, io, program);
    if (signal.aborted) return { text: "", lost: [] };
    throw error;
  }
}

function lostSource(reason: IoError, io: Io, program?: string): Source {
  const reading = { ok: false, reason, program } as const;
  return { text: "", lost: [lostReading(reading, "resolver", io)] };
}

function serversAt(
  addresses: readonly string[],
): readonly NameServerAddress[] {
  return [...new Set(addresses)].slice(0, MAX_NAME_SERVERS).map((address) => ({
    address,
    port: DNS_PORT,
  }));
}
