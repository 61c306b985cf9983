import type { Target, TargetScheme } from "../../model/target.ts";
import { customClient, type CustomOptions } from "./custom_protocol.ts";
import type { ClientProtocol, ServerProtocol } from "./heartbeat_codec.ts";
import { type HttpBeatOptions, httpClient } from "./http_protocol.ts";
import { jsonClient, jsonServer } from "./json_protocol.ts";
import type { MessageLimitOptions } from "./message_limit.ts";
import { qtClient, qtServer } from "./qt_protocol.ts";
import { REDIS_CLIENT } from "./redis_protocol.ts";
import { TCP_CLIENT } from "./tcp_protocol.ts";
import { TEXT_CLIENT, TEXT_SERVER } from "./text_protocol.ts";
import { WS_CLIENT, WS_SERVER } from "./ws_protocol.ts";

/** Options of {@linkcode clientProtocol}. */
export interface ClientProtocolOptions
  extends MessageLimitOptions, HttpBeatOptions {
  /** A heartbeat of the user's own, for a `tcp` or `tls` target. */
  readonly custom?: CustomOptions;
}

type MakeClient = (
  target: Target,
  options: ClientProtocolOptions,
) => ClientProtocol;

/** What a client speaks to a target of each scheme. */
const CLIENTS: Readonly<Record<TargetScheme, MakeClient>> = {
  tcp: rawClient,
  tls: rawClient,
  text: () => TEXT_CLIENT,
  json: (_target, options) => jsonClient(options),
  qt: (_target, options) => qtClient(options),
  ws: () => WS_CLIENT,
  wss: () => WS_CLIENT,
  http: httpClient,
  https: httpClient,
  redis: () => REDIS_CLIENT,
  rediss: () => REDIS_CLIENT,
};

/** The name of a protocol that a server can speak over TCP. */
export type ServerProtocolName = "text" | "json" | "ws" | "qt";

type MakeServer = (options: MessageLimitOptions) => ServerProtocol;

/** What a server can speak, by name. */
const SERVERS: Readonly<Record<ServerProtocolName, MakeServer>> = {
  text: () => TEXT_SERVER,
  json: jsonServer,
  ws: () => WS_SERVER,
  qt: qtServer,
};

/** The names of the protocols that a server can speak over TCP. */
export const SERVER_PROTOCOL_NAMES: readonly ServerProtocolName[] = Object.keys(
  SERVERS,
) as ServerProtocolName[];

/**
 * What a client speaks to a target, by its scheme.
 *
 * @param target The target.
 * @param options What the user chose.
 * @returns The protocol, ready for any number of connections.
 * @throws {RangeError} An option is out of range, or a heartbeat of the
 * user's own was given for a scheme that has one.
 */
export function clientProtocol(
  target: Target,
  options: ClientProtocolOptions = {},
): ClientProtocol {
  const { scheme } = target;
  if (options.custom && scheme !== "tcp" && scheme !== "tls") {
    throw new RangeError(
      "Cannot use a heartbeat of your own but with a tcp or tls target: " +
        `current value is ${scheme}`,
    );
  }
  return CLIENTS[scheme](target, options);
}

/**
 * What a server speaks, by name.
 *
 * @param name One of {@linkcode SERVER_PROTOCOL_NAMES}.
 * @param options Limits.
 * @returns The protocol, ready for any number of connections.
 * @throws {RangeError} An option is out of range.
 */
export function serverProtocol(
  name: ServerProtocolName,
  options: MessageLimitOptions = {},
): ServerProtocol {
  return SERVERS[name](options);
}

function rawClient(
  _target: Target,
  { custom }: ClientProtocolOptions,
): ClientProtocol {
  return custom ? customClient(custom) : TCP_CLIENT;
}
