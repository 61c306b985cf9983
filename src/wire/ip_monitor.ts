/** A change of this host's own network. */
export interface NetworkChange {
  /** Whether something went away or came. */
  readonly kind: "lost" | "regained";
  /** What changed. */
  readonly what: "link" | "address" | "route";
  /** The interface. */
  readonly device: string;
  /** The address, without its prefix length, where one came or went. */
  readonly address?: string;
  /** Whether a route is a default route. */
  readonly isDefault?: boolean;
}

/** `3: eth0@p0: <NO-CARRIER,BROADCAST,UP> mtu 1500 …` */
const LINK = /^\d+: ([^\s:@]+)(?:@\S+)?: <([^>]*)> /;

/** `3: eth0    inet 10.77.1.10/24 scope global eth0…` */
const ADDRESS = /^\d+: (\S+)\s+inet6? ([^\s/]+)/;

/** `default via 10.77.1.1 dev eth0 …` */
const ROUTE = /^(?:unicast )?(default|[0-9a-f.:]+(?:\/\d+)?) .*?dev (\S+)/;

const DELETED = "Deleted ";

/** Groups and their routes come and go with every interface. */
const MULTICAST = /^ff[0-9a-f]{2}:/;

/**
 * Reads one line of `ip -o monitor link address route` of iproute2 (6.1,
 * measured; it has no JSON and no translations). A link counts as there when
 * it is enabled and has carrier.
 *
 * @param line One line, without its end.
 * @returns The change; `undefined` where the line tells of something else.
 */
export function parseIpMonitorLine(line: string): NetworkChange | undefined {
  const isDeleted = line.startsWith(DELETED);
  const text = isDeleted ? line.slice(DELETED.length) : line;
  const kind = isDeleted ? "lost" : "regained";
  const [, link, flags] = LINK.exec(text) ?? [];
  if (link !== undefined && flags !== undefined) {
    const isThere = !isDeleted && hasCarrier(flags.split(","));
    const kind = isThere ? "regained" : "lost";
    return { kind, what: "link", device: link };
  }
  const [, holder, address] = ADDRESS.exec(text) ?? [];
  if (holder !== undefined && address !== undefined) {
    return { kind, what: "address", device: holder, address };
  }
  const [, prefix, device] = ROUTE.exec(text) ?? [];
  if (prefix === undefined || device === undefined) return undefined;
  if (MULTICAST.test(prefix)) return undefined;
  return { kind, what: "route", device, isDefault: prefix === "default" };
}

function hasCarrier(flags: readonly string[]): boolean {
  return flags.includes("UP") && flags.includes("LOWER_UP") &&
    !flags.includes("NO-CARRIER");
}
