/** A host: a literal address or a name, already checked. */
export interface HostName {
  /** The address (without brackets) or the name, in lower case. */
  readonly name: string;
  /** 4 or 6 for a literal address, 0 for a name that must be resolved. */
  readonly family: 0 | 4 | 6;
  /** Whether the address is loopback, or the name is `localhost`. */
  readonly loopback: boolean;
}

/** Longest name: RFC 1035 §2.3.4 allows 255 octets, 253 as text. */
const MAX_NAME_LENGTH = 253;

/** One label: RFC 1123 §2.1, with the underscore that the field uses. */
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * Reads a host: an IPv4 or IPv6 address (with or without brackets, with or
 * without a zone), or a DNS name. Anything else is refused here, so that
 * nothing else gets near a subprocess.
 *
 * @param text The host as a person wrote it.
 * @param what What the error calls it. @default {"host"}
 * @returns The host, checked and in lower case.
 * @throws {SyntaxError} If it is neither an address nor a name, or the address
 * of many hosts.
 */
export function parseHost(text: string, what = "host"): HostName {
  // In a URL the % before a zone is written as %25 (RFC 6874 section 2).
  const inner = /^\[(.*)\]$/.exec(text)?.[1];
  const bare = inner?.replace(/%25(?=.)/, "%") ?? text;
  const family = addressFamily(bare);
  if (family !== 0) {
    const name = bare.toLowerCase();
    if (/^fe[89ab]/.test(name) && family === 6 && !name.includes("%")) {
      throw new SyntaxError(
        "Cannot use a link-local address without its interface (like " +
          `fe80::1%eth0): current value is ${JSON.stringify(text)}`,
      );
    }
    if (isGroupAddress(name)) {
      throw new SyntaxError(
        "Cannot use a multicast or broadcast address as one host: current " +
          `value is ${JSON.stringify(text)}`,
      );
    }
    return { name, family, loopback: isLoopbackAddress(name) };
  }
  const name = bare.toLowerCase().replace(/\.$/, "");
  const labels = name.split(".");
  const allNumeric = labels.every((label) => /^\d+$/.test(label));
  if (
    text.startsWith("[") || allNumeric || name.length > MAX_NAME_LENGTH ||
    !labels.every((label) => LABEL.test(label))
  ) {
    throw new SyntaxError(
      `Cannot use ${what} as an address or a name: current value is ` +
        JSON.stringify(text),
    );
  }
  const loopback = name === "localhost" || name.endsWith(".localhost");
  return { name, family: 0, loopback };
}

/**
 * Reads a port.
 *
 * @param text The port as a person wrote it.
 * @returns The port, 1 to 65535.
 * @throws {RangeError} If it is not a whole number in that range.
 */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) {
    throw new RangeError(
      "Cannot use port outside 1 to 65535: current value is " +
        JSON.stringify(text),
    );
  }
  return port;
}

/**
 * Tells the family of a literal address.
 *
 * @param text An address without brackets; an IPv6 one may carry a zone.
 * @returns 4, 6, or 0 where it is no address.
 */
export function addressFamily(text: string): 0 | 4 | 6 {
  if (isIpv4(text)) return 4;
  const [address = "", zone, ...more] = text.split("%");
  if (more.length > 0) return 0;
  if (zone !== undefined && !/^[a-z0-9._-]{1,15}$/i.test(zone)) return 0;
  return isIpv6(address) ? 6 : 0;
}

/**
 * Whether a literal address is this host itself. So is the unspecified one: to
 * connect to it reaches this host (Linux, macOS), where it is not refused.
 */
export function isLoopbackAddress(address: string): boolean {
  if (/^127\./.test(address) || address === "0.0.0.0") return true;
  return addressFamily(address) === 6 &&
    /^(?:0:){7}[01]$/.test(expandIpv6(address) ?? "");
}

/** Multicast of both families (RFC 5771, RFC 4291 §2.7), and broadcast. */
function isGroupAddress(address: string): boolean {
  const groups = expandIpv6(address) ?? expandIpv6(`::ffff:${address}`) ?? "";
  return /^ff\w\w:|^(?:0:){5}ffff:(?:e\w{3}:|ffff:ffff$)/.test(groups);
}

/**
 * Writes `host:port`, with brackets around an IPv6 address.
 *
 * @param host A name or an address without brackets.
 * @param port The port.
 * @returns For example `[::1]:80`.
 */
export function formatAuthority(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 &&
    parts.every((part) =>
      /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255
    );
}

function isIpv6(text: string): boolean {
  return expandIpv6(text) !== undefined;
}

/** Eight groups without leading zeros, or `undefined` if malformed. */
function expandIpv6(text: string): string | undefined {
  const plain = text.split("%")[0] ?? "";
  const halves = plain.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map(groupsOf);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) {
    return undefined;
  }
  return groups.map((group) => parseInt(group, 16).toString(16)).join(":");
}

/** The groups of one side of `::`; a dotted quad at the end counts two. */
function groupsOf(half: string): string[] {
  if (half === "") return [];
  const groups = half.split(":");
  const last = groups.at(-1) ?? "";
  if (!isIpv4(last)) return groups;
  const [a = 0, b = 0, c = 0, d = 0] = last.split(".").map(Number);
  const pair = [(a << 8 | b).toString(16), (c << 8 | d).toString(16)];
  return [...groups.slice(0, -1), ...pair];
}
