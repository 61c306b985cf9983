import { parsePort } from "../model/host.ts";
import { DISCOVERY_PORT } from "../wire/heartbeat/discovery.ts";
import {
  SERVER_PROTOCOL_NAMES,
  serverProtocol,
} from "../wire/heartbeat/protocols.ts";

/** The name of a protocol that can be served. */
export type ServedName = "text" | "json" | "ws" | "qt" | "discovery";

/** The names of all protocols that can be served. */
export const SERVED_NAMES: readonly ServedName[] = [
  ...SERVER_PROTOCOL_NAMES,
  "discovery",
];

/** A protocol and the port that it is served on. */
export interface ServedProtocol {
  /** What is spoken. */
  readonly protocol: ServedName;
  /** The port, 0 to 65535; 0 lets the system choose a free one. */
  readonly port: number;
}

/**
 * Reads what is to be served: `PROTOCOL` or `PROTOCOL:PORT`.
 *
 * @param text For example `text` or `ws:8080`; port 0 is any free one.
 * @returns The protocol, with its own port unless another was given.
 * @throws {SyntaxError} The protocol is not known, or the port is no number.
 * @throws {RangeError} The port is out of range.
 */
export function parseServed(text: string): ServedProtocol {
  const at = text.indexOf(":");
  const name = at < 0 ? text : text.slice(0, at);
  const protocol = SERVED_NAMES.find((known) => known === name);
  if (protocol === undefined) {
    throw new SyntaxError(
      `Cannot serve a protocol other than ${SERVED_NAMES.join(", ")}: ` +
        `current value is ${JSON.stringify(text)}`,
    );
  }
  if (at < 0) return { protocol, port: portOf(protocol) };
  const port = text.slice(at + 1);
  return { protocol, port: /^0+$/.test(port) ? 0 : parsePort(port) };
}

function portOf(protocol: ServedName): number {
  return protocol === "discovery"
    ? DISCOVERY_PORT
    : serverProtocol(protocol).port;
}
