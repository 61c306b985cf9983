import { addressFamily, parsePort } from "./host.ts";

/** Port of DNS (RFC 1035 §4.2). */
export const DNS_PORT = 53;

/** Address and port of a name server. */
export interface NameServerAddress {
  /** A literal address. */
  readonly address: string;
  /** The port, 1 to 65535. */
  readonly port: number;
}

/**
 * Reads a name server: an address, with a port behind it if it is not 53. An
 * IPv6 address with a port stands in brackets.
 *
 * @param text The name server as a person wrote it.
 * @returns The name server, checked.
 * @throws {SyntaxError} If it is no literal address.
 * @throws {RangeError} If the port is out of range.
 */
export function parseNameServer(text: string): NameServerAddress {
  if (addressFamily(text) !== 0) {
    return { address: text.toLowerCase(), port: DNS_PORT };
  }
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(text);
  const address = match?.[1] ?? match?.[2] ?? "";
  if (addressFamily(address) === 0) {
    throw new SyntaxError(
      "Cannot use name server as a literal address with an optional port: " +
        `current value is ${JSON.stringify(text)}`,
    );
  }
  const port = match?.[3];
  return {
    address: address.toLowerCase(),
    port: port === undefined ? DNS_PORT : parsePort(port),
  };
}
