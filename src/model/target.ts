import {
  formatAuthority,
  type HostName,
  parseHost,
  parsePort,
} from "./host.ts";

/** The schemes of targets, with the port that each implies. */
export const TARGET_SCHEMES = {
  "tcp": undefined,
  "tls": undefined,
  "text": 4578,
  "json": 5556,
  "qt": 6868,
  "ws": 80,
  "wss": 443,
  "http": 80,
  "https": 443,
  "redis": 6379,
  "rediss": 6379,
} as const;

/** A target's scheme. */
export type TargetScheme = keyof typeof TARGET_SCHEMES;

/** The schemes whose stream runs over TLS. */
const SECURE_SCHEMES: readonly TargetScheme[] = [
  "tls",
  "wss",
  "https",
  "rediss",
];

/** What a diagnosis is about. */
export interface Target {
  /** What the target speaks. */
  readonly scheme: TargetScheme;
  /** The host, a name or a literal address without brackets. */
  readonly host: HostName;
  /** The port, 1 to 65535. */
  readonly port: number;
  /** Path and query of an HTTP or WebSocket target, else empty. */
  readonly path: string;
  /** Whether the stream runs over TLS. */
  readonly secure: boolean;
  /** The target as a URL, without credentials. */
  readonly url: string;
  /** `host:port`, brackets around IPv6. */
  readonly authority: string;
  /** User name and password, where the URL carries them. Never printed. */
  readonly credentials?: Credentials;
}

/** A user name and a password. Never part of any output. */
export interface Credentials {
  /** The user name, percent-decoded. */
  readonly username: string;
  /** The password, percent-decoded; empty where none is given. */
  readonly password: string;
}

/** A proxy between this machine and the target. */
export interface ProxyTarget {
  /** HTTP CONNECT or SOCKS5. */
  readonly scheme: "http" | "socks5";
  /** The host, a name or a literal address without brackets. */
  readonly host: HostName;
  /** The port, 1 to 65535. */
  readonly port: number;
  /** The proxy as a URL, without credentials. */
  readonly url: string;
  /** `host:port`, brackets around IPv6. */
  readonly authority: string;
  /** User name and password, where the URL carries them. Never printed. */
  readonly credentials?: Credentials;
}

/**
 * Reads a target: `host:port` or a URL of one of the
 * {@linkcode TARGET_SCHEMES}. IPv6 addresses stand in brackets.
 *
 * @param text The target as a person wrote it.
 * @returns The target, checked.
 * @throws {SyntaxError} If it is neither.
 * @throws {RangeError} If the port is out of range.
 *
 * @example A URL and a bare pair
 * ```ts
 * import { parseTarget } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * assertEquals(parseTarget("10.9.2.10:7000").url, "tcp://10.9.2.10:7000");
 * assertEquals(parseTarget("https://example.org/health").port, 443);
 * ```
 */
export function parseTarget(text: string): Target {
  const url = splitUrl(text.includes("://") ? text : `tcp://${text}`, text);
  if (!isTargetScheme(url.scheme)) {
    throw new SyntaxError(
      `Cannot use target scheme as one of ${
        Object.keys(TARGET_SCHEMES).join(", ")
      }: current value is ${JSON.stringify(url.scheme)}`,
    );
  }
  const scheme = url.scheme;
  const port = portOf(url, TARGET_SCHEMES[scheme], text);
  if (url.path.includes("#")) {
    throw new SyntaxError(
      "Cannot use a target with a fragment (# and what follows): leave it " +
        "out, no server ever sees it",
    );
  }
  if (/[^\x21-\x7e]/.test(url.path)) throw malformed("target", text);
  const takesPath = /^(?:http|ws)/.test(scheme);
  if (!takesPath && url.path !== "" && url.path !== "/") {
    throw new SyntaxError(
      `Cannot use a path with a ${scheme} target: current value is ` +
        JSON.stringify(url.path),
    );
  }
  const host = parseHost(url.host);
  const authority = formatAuthority(host.name, port);
  const path = takesPath ? url.path || "/" : "";
  return {
    scheme,
    host,
    port,
    path,
    secure: SECURE_SCHEMES.includes(scheme),
    url: `${scheme}://${authority}${path === "/" ? "" : path}`,
    authority,
    ...(url.credentials && { credentials: url.credentials }),
  };
}

/**
 * Reads a proxy: `http://[user:password@]host:port` or `socks5://…`.
 *
 * @param text The proxy as a person wrote it.
 * @returns The proxy, checked.
 * @throws {SyntaxError} If it is not such a URL.
 * @throws {RangeError} If the port is out of range.
 *
 * @example A proxy with credentials
 * ```ts
 * import { parseProxy } from "@faultline/faultline";
 * import { assertEquals } from "@std/assert/equals";
 *
 * const proxy = parseProxy("http://joe:secret@10.9.1.5:3128");
 * assertEquals(proxy.url, "http://10.9.1.5:3128");
 * assertEquals(proxy.credentials?.username, "joe");
 * ```
 */
export function parseProxy(text: string): ProxyTarget {
  if (!text.includes("://")) throw malformed("proxy", text);
  const url = splitUrl(text, text, "proxy");
  if (url.scheme !== "http" && url.scheme !== "socks5") {
    throw new SyntaxError(
      "Cannot use proxy scheme as http or socks5: current value is " +
        JSON.stringify(url.scheme),
    );
  }
  if (url.path !== "" && url.path !== "/") {
    throw new SyntaxError(
      "Cannot use a path with a proxy: current value is " +
        JSON.stringify(url.path),
    );
  }
  const host = parseHost(url.host);
  const port = portOf(url, url.scheme === "socks5" ? 1080 : undefined, text);
  const authority = formatAuthority(host.name, port);
  return {
    scheme: url.scheme,
    host,
    port,
    url: `${url.scheme}://${authority}`,
    authority,
    ...(url.credentials && { credentials: url.credentials }),
  };
}

interface SplitUrl {
  readonly scheme: string;
  readonly host: string;
  readonly port: string | undefined;
  readonly path: string;
  readonly credentials?: Credentials;
}

/**
 * Splits by hand: the platform's URL class drops default ports, accepts
 * spaces, and rewrites hosts such as `127.1`.
 */
function splitUrl(
  url: string,
  text: string,
  what: "target" | "proxy" = "target",
): SplitUrl {
  const match =
    /^([a-z][a-z0-9+.-]*):\/\/(?:([^/?#]*)@)?(\[[^\]]*\]|[^:/?#[\]@]*)(?::([^/?#]*))?([/?#].*)?$/is
      .exec(url);
  if (match === null) throw malformed(what, text);
  const [, scheme = "", userinfo, host = "", port, path = ""] = match;
  if (host === "") throw malformed(what, text);
  return {
    scheme: scheme.toLowerCase(),
    host,
    port,
    path: path.startsWith("?") ? `/${path}` : path,
    ...(userinfo !== undefined && { credentials: credentialsOf(userinfo) }),
  };
}

function credentialsOf(userinfo: string): Credentials {
  const [username = "", ...rest] = userinfo.split(":");
  const credentials = {
    username: decoded(username),
    password: decoded(rest.join(":")),
  };
  // RFC 7617 §2: a colon would end the user name.
  if (credentials.username.includes(":")) {
    throw new SyntaxError("Cannot use a user name with a colon in it");
  }
  return credentials;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SyntaxError(
      "Cannot use credentials that are not percent-encoded UTF-8: " +
        "write % as %25",
    );
  }
}

function portOf(url: SplitUrl, implied: number | undefined, text: string) {
  if (url.port !== undefined) return parsePort(url.port);
  if (implied !== undefined) return implied;
  throw new SyntaxError(
    "Cannot use a target or proxy without a port, which " +
      `${url.scheme} does not imply: add :PORT; current value is ` +
      JSON.stringify(redact(text)),
  );
}

function isTargetScheme(scheme: string): scheme is TargetScheme {
  return Object.hasOwn(TARGET_SCHEMES, scheme);
}

function malformed(what: "target" | "proxy", text: string): SyntaxError {
  const shape = what === "target"
    ? "host:port or a URL"
    : "http://[user:password@]host:port or socks5://…";
  return new SyntaxError(
    `Cannot read ${what} as ${shape}: current value is ` +
      JSON.stringify(redact(text)),
  );
}

/** Takes what could be credentials out of a text that could not be read. */
function redact(text: string): string {
  return text.replace(/^([^/]*\/\/)?.*@/s, "$1***@");
}
