import { addressBytes } from "./address_bytes.ts";
import type { HostName } from "../model/host.ts";
import type { Credentials } from "../model/target.ts";

/** Protocol version, the first byte of each message (RFC 1928). */
const VERSION = 5;

/** Version of the user/password sub-negotiation (RFC 1929). */
const AUTH_VERSION = 1;

/** Authentication methods (RFC 1928 section 3). */
export const SOCKS5_METHODS = {
  none: 0x00,
  userPassword: 0x02,
  unacceptable: 0xff,
} as const;

/** The command CONNECT (RFC 1928 section 4). */
const CONNECT = 1;

/** Address types (RFC 1928 section 5). */
const ADDRESS_TYPES = { ipv4: 1, name: 3, ipv6: 4 } as const;

/** Longest user name, password or host name: its length is one byte. */
const MAX_SOCKS5_FIELD_BYTES = 255;

/** A complete message at the begin of a buffer. */
export interface Socks5Message {
  /** The method, the status, or the reply code. */
  readonly code: number;
  /** How many bytes of the buffer the message takes. */
  readonly length: number;
}

/**
 * Opens the conversation and offers how to authenticate.
 *
 * @param hasCredentials Whether user and password can be offered.
 * @returns The bytes of the greeting.
 */
export function encodeSocks5Greeting(hasCredentials: boolean): Uint8Array {
  const { none, userPassword } = SOCKS5_METHODS;
  return hasCredentials
    ? Uint8Array.of(VERSION, 2, none, userPassword)
    : Uint8Array.of(VERSION, 1, none);
}

/**
 * Sends user name and password (RFC 1929).
 *
 * @param credentials Each of at most 255 bytes in UTF-8. RFC 1929 wants one at
 * least; whether an empty one will do is left to the proxy.
 * @returns The bytes of the request.
 * @throws {RangeError} One of both is longer.
 */
export function encodeSocks5Credentials(credentials: Credentials): Uint8Array {
  const encoder = new TextEncoder();
  const username = encoder.encode(credentials.username);
  const password = encoder.encode(credentials.password);
  checkLength("user name", username);
  checkLength("password", password);
  return Uint8Array.of(
    AUTH_VERSION,
    username.length,
    ...username,
    password.length,
    ...password,
  );
}

function checkLength(what: string, bytes: Uint8Array): void {
  if (bytes.length <= MAX_SOCKS5_FIELD_BYTES) return;
  throw new RangeError(
    `Cannot use the ${what} with SOCKS5 beyond ${MAX_SOCKS5_FIELD_BYTES} ` +
      `bytes: current length is ${bytes.length}`,
  );
}

/**
 * Asks for a connection (RFC 1928 section 4).
 *
 * @param host The server; a name is left to the proxy to resolve.
 * @param port The server's port.
 * @returns The bytes of the request.
 */
export function encodeSocks5Connect(host: HostName, port: number): Uint8Array {
  return Uint8Array.of(
    VERSION,
    CONNECT,
    0,
    ...encodeAddress(host),
    port >> 8,
    port & 0xff,
  );
}

function encodeAddress(host: HostName): readonly number[] {
  if (host.family === 0) {
    const name = new TextEncoder().encode(host.name);
    checkLength("host name", name);
    return [ADDRESS_TYPES.name, name.length, ...name];
  }
  const type = host.family === 4 ? ADDRESS_TYPES.ipv4 : ADDRESS_TYPES.ipv6;
  return [type, ...addressBytes(host.name)];
}

/**
 * Reads the answer to the greeting: the method that the proxy chose.
 *
 * @param buffer All bytes since the greeting.
 * @returns The method, or `undefined` while more bytes are needed.
 * @throws {SyntaxError} The bytes are no SOCKS5.
 */
export function readSocks5Method(
  buffer: Uint8Array,
): Socks5Message | undefined {
  return readPair(buffer, [VERSION], "a SOCKS5 method");
}

/**
 * Reads the answer to user name and password: 0 lets in, all else refuses.
 *
 * @param buffer All bytes since the request.
 * @returns The status, or `undefined` while more bytes are needed.
 * @throws {SyntaxError} The bytes are no SOCKS5.
 */
export function readSocks5AuthStatus(
  buffer: Uint8Array,
): Socks5Message | undefined {
  // Some servers answer with the version of the protocol instead.
  return readPair(buffer, [AUTH_VERSION, VERSION], "a SOCKS5 login status");
}

/**
 * Reads the answer to the request for a connection.
 *
 * A refusal is known from its second byte on: some servers end there.
 *
 * @param buffer All bytes since the request.
 * @returns The reply code, or `undefined` while more bytes are needed.
 * @throws {SyntaxError} The bytes are no SOCKS5.
 */
export function readSocks5Reply(
  buffer: Uint8Array,
): Socks5Message | undefined {
  const begin = readPair(buffer, [VERSION], "a SOCKS5 reply");
  if (begin === undefined || begin.code !== 0) return begin;
  const addressLength = readAddressLength(buffer);
  if (addressLength === undefined) return undefined;
  const length = 4 + addressLength + 2;
  return buffer.length >= length ? { code: begin.code, length } : undefined;
}

function readPair(
  buffer: Uint8Array,
  versions: readonly number[],
  what: string,
): Socks5Message | undefined {
  const [version, code] = buffer;
  if (version !== undefined && !versions.includes(version)) {
    throw new SyntaxError(
      `Cannot read byte ${version} as the version of ${what}: ` +
        `it must be ${versions.join(" or ")}`,
    );
  }
  return code === undefined ? undefined : { code, length: 2 };
}

function readAddressLength(buffer: Uint8Array): number | undefined {
  const [, , , type, nameLength] = buffer;
  switch (type) {
    case undefined:
      return undefined;
    case ADDRESS_TYPES.ipv4:
      return 4;
    case ADDRESS_TYPES.ipv6:
      return 16;
    case ADDRESS_TYPES.name:
      return nameLength === undefined ? undefined : 1 + nameLength;
    default:
      throw new SyntaxError(
        `Cannot read ${type} as the address type of a SOCKS5 reply: ` +
          `it must be 1, 3 or 4`,
      );
  }
}
