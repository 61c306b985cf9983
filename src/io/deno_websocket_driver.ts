import websocketDriver from "websocket-driver";

/** What an event of the library may carry. */
export interface DriverEvent {
  /** A message, or what a ping or pong carried. */
  readonly data?: string | Uint8Array | null;
  /** What is wrong, of an event `error`. */
  readonly message?: string;
  /** The status of an event `close`; 1000 where the peer named none. */
  readonly code?: number;
  /** The peer's words on it, often none. */
  readonly reason?: string;
}

/** The part of the library that is used here; it brings no types along. */
export interface Driver {
  /** Bytes of the peer in, bytes for it out; both happen at once. */
  readonly io: {
    write(bytes: Uint8Array): boolean;
    on(event: "data", listen: (bytes: Uint8Array) => void): void;
  };
  /** What the client asked with, by lower-case name; from `connect` on. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Listens to an event. */
  on(
    event: "connect" | "open" | "message" | "ping" | "pong" | "close" | "error",
    listen: (event: DriverEvent) => void,
  ): void;
  /** Begins: the client asks, the server answers the question it has read. */
  start(): boolean;
  /** Sends a text message. */
  text(message: string): boolean;
  /** Sends a ping; each with another text, so that its pong is known. */
  ping(text: string, onPong: () => void): boolean;
  /** Sends the closing frame. */
  close(reason: string, code: number): boolean;
  /** Adds a header to the question or the answer. */
  setHeader(name: string, value: string): boolean;
}

/** What the library exports. */
export interface DriverModule {
  /** One end of a connection, as the client. */
  client(url: string, options: { readonly maxLength: number }): Driver;
  /** One end of a connection, as the server. */
  server(options: { readonly maxLength: number }): Driver;
}

/** RFC 6455 as bytes in, bytes out: it touches no socket and no variable. */
export const DRIVERS: DriverModule = websocketDriver;
