import type { Channel } from "./io.ts";

/** What a closing frame says (RFC 6455 section 7.1). */
export interface WebSocketClosing {
  /** The status, 1000 to 4999. */
  readonly code: number;
  /** The peer's own words, as they came; often none. */
  readonly reason: string;
}

/**
 * A WebSocket on an open channel: what is read and written are whole text
 * messages. A read gives `null` once the peer has closed it.
 */
export interface WebSocketChannel extends Channel {
  /** How the peer closed it; absent while, and where, it did not say so. */
  readonly closing?: WebSocketClosing | undefined;
  /**
   * Sends a ping (RFC 6455 section 5.5.2) and waits for its pong, which comes
   * only while somebody reads. Throws the signal's reason.
   */
  ping(signal: AbortSignal): Promise<void>;
}

/** What both ends of a WebSocket are told. */
interface WebSocketOptions {
  /** Most bytes of one message, however it is cut into frames. */
  readonly maxMessageBytes: number;
  /** Ends the handshake. */
  readonly signal: AbortSignal;
}

/** Options of {@linkcode WebSocketIo.acceptWebSocket}. */
export interface AcceptWebSocketOptions extends WebSocketOptions {
  /**
   * Whether a web page may connect: it is told where the page came from
   * (`Origin`). A client that is no browser does not say so, and may.
   */
  readonly allowsOrigin: (origin: string) => boolean;
}

/** Options of {@linkcode WebSocketIo.openWebSocket}. */
export interface OpenWebSocketOptions extends WebSocketOptions {
  /** The target as a `ws` or `wss` URL, without credentials. */
  readonly url: string;
  /** Value of the header `Authorization`, if the server wants one. */
  readonly authorization?: string;
}

/** WebSockets, as client and as server, on any channel. */
export interface WebSocketIo {
  /**
   * Asks the server at the other end to become a WebSocket. Owns the channel
   * then, and closes it if that fails. Throws `IoError`, with the code
   * `EPROTO` where the peer speaks something else.
   */
  openWebSocket(
    channel: Channel,
    options: OpenWebSocketOptions,
  ): Promise<WebSocketChannel>;
  /** The same as the server, to a client that asks. */
  acceptWebSocket(
    channel: Channel,
    options: AcceptWebSocketOptions,
  ): Promise<WebSocketChannel>;
}
