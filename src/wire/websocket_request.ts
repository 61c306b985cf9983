import type { Target } from "../model/target.ts";
import { hostHeader } from "./http_request.ts";

/** Bytes of the client's nonce: RFC 6455 section 4.1. */
export const WEBSOCKET_NONCE_BYTES = 16;

/**
 * Asks an HTTP server to become a WebSocket (RFC 6455 section 4.1).
 *
 * @param target A `ws` or `wss` target.
 * @param nonce {@linkcode WEBSOCKET_NONCE_BYTES} random bytes.
 * @returns The bytes of the request.
 */
export function encodeWebSocketRequest(
  target: Target,
  nonce: Uint8Array,
): Uint8Array {
  const lines = [
    `GET ${target.path || "/"} HTTP/1.1`,
    `Host: ${hostHeader(target)}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Key: ${btoa(String.fromCharCode(...nonce))}`,
    "Sec-WebSocket-Version: 13",
  ];
  return new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n");
}
