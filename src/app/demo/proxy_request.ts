import type { Channel } from "../../io/io.ts";
import { type Credentials, parseTarget } from "../../model/target.ts";
import { basicCredentials } from "../../wire/basic_credentials.ts";

/** Most bytes of a request's head; browsers send less than a tenth. */
const MAX_REQUEST_BYTES = 8192;

/** What a client wants of an HTTP proxy. */
export interface ProxyRequest {
  /** The method, for example `CONNECT`. */
  readonly method: string;
  /** What follows the method: `host:port` for CONNECT. */
  readonly target: string;
  /** The value of `Proxy-Authorization`, or `undefined`. */
  readonly authorization: string | undefined;
  /** What came behind the head: the begin of the tunnel. */
  readonly rest: Uint8Array;
}

/**
 * Reads a request's head.
 *
 * @param channel The client.
 * @param signal Ends the wait.
 * @returns The request, or `undefined` if the client left or sent none.
 * @throws {IoError} The stream failed; or the signal's reason.
 */
export async function readProxyRequest(
  channel: Channel,
  signal: AbortSignal,
): Promise<ProxyRequest | undefined> {
  let text = "";
  while (text.length < MAX_REQUEST_BYTES) {
    const end = text.indexOf("\r\n\r\n");
    if (end >= 0) return parse(text.slice(0, end), text.slice(end + 4));
    const bytes = await channel.read(signal);
    if (bytes === null) return undefined;
    for (const byte of bytes) text += String.fromCharCode(byte);
  }
  return undefined;
}

function parse(head: string, rest: string): ProxyRequest | undefined {
  const [requestLine = "", ...lines] = head.split("\r\n");
  const match = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(requestLine);
  if (match === null) return undefined;
  const [, method = "", target = ""] = match;
  const authorization = lines.map((line) =>
    /^proxy-authorization:\s*(.*?)\s*$/i.exec(line)?.[1]
  ).find((value) => value !== undefined);
  return {
    method,
    target,
    authorization,
    rest: Uint8Array.from(rest, (char) => char.charCodeAt(0)),
  };
}

/**
 * Whether a request carries the credentials that are wanted.
 *
 * @param request The request.
 * @param credentials Those that are wanted; `undefined` lets nobody in.
 */
export function isAuthorized(
  request: ProxyRequest,
  credentials: Credentials | undefined,
): boolean {
  return credentials !== undefined &&
    request.authorization === basicCredentials(credentials);
}

/** Where a tunnel shall lead. */
export interface Destination {
  /** The literal address; absent where the name does not exist. */
  readonly address?: string;
  /** The port. */
  readonly port: number;
}

/**
 * Reads the destination of a request for a tunnel. No name server is asked:
 * `localhost` is the one name that exists.
 *
 * @param request The request.
 * @returns The destination, or `undefined` if it is no `host:port`.
 */
export function destinationOf(
  request: ProxyRequest,
): Destination | undefined {
  try {
    const { host, port } = parseTarget(`tcp://${request.target}`);
    if (host.family !== 0) return { address: host.name, port };
    return host.name === "localhost"
      ? { address: "127.0.0.1", port }
      : { port };
  } catch {
    return undefined;
  }
}
