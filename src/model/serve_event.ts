/** Name and version of the shape of a {@linkcode ServeEvent}. */
export const SERVE_EVENT_SCHEMA = "faultline/serve-event@1";

/** Why a client was let go. */
export const DISCONNECT_REASONS = {
  "closed": "the client ended the connection",
  "reset": "the connection was reset",
  "heartbeat-lost": "the client missed its beats",
  "protocol-error": "the client broke a rule of the protocol",
  "slow-reader": "the client does not read what is sent to it",
  "flood": "the client sent more than a client may",
  "idle": "the client sent nothing for too long",
  "stopped": "the server stopped",
} as const;

/** Why a client was turned away. */
export const REFUSED_REASONS = {
  "too-many-connections": "the server has as many clients as it may",
  "too-many-of-address": "its address has as many clients as one may",
} as const;

/** Why a client was turned away, in one word. */
export type RefusedReason = keyof typeof REFUSED_REASONS;

/** Why a client was let go, in one word. */
export type DisconnectReason = keyof typeof DISCONNECT_REASONS;

/** What every event of a server says. */
export interface ServeEventBase {
  /** {@linkcode SERVE_EVENT_SCHEMA} */
  readonly schema: typeof SERVE_EVENT_SCHEMA;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
  /** What is spoken: `text`, `json`, `ws`, `qt` or `discovery`. */
  readonly protocol: string;
}

/** A port is served. */
export interface ListeningEvent extends ServeEventBase {
  /** What happened. */
  readonly event: "listening";
  /** Address and port of this machine. */
  readonly address: string;
}

/** What every event of one client says. */
export interface ClientEventBase extends ServeEventBase {
  /** The number of the connection, counted from 1. */
  readonly connection: number;
  /** Address and port of the client. */
  readonly address: string;
}

/** A client has connected. */
export interface ClientConnectedEvent extends ClientEventBase {
  /** What happened. */
  readonly event: "connected";
}

/** A client sent application data. */
export interface ClientMessageEvent extends ClientEventBase {
  /** What happened. */
  readonly event: "message";
  /** What kind of data, as the client names it; empty where it does not. */
  readonly type: string;
  /** Whether the protocol knows that type. */
  readonly known: boolean;
  /** The message as it stood on the wire. */
  readonly bytes: Uint8Array;
  /** What the client says of it, where the protocol has a place for that. */
  readonly description?: string;
}

/** A client missed its last beat; it is let go. */
export interface HeartbeatLostEvent extends ClientEventBase {
  /** What happened. */
  readonly event: "heartbeat-lost";
  /** How many beats it missed. */
  readonly misses: number;
}

/** A client is gone. */
export interface ClientDisconnectedEvent extends ClientEventBase {
  /** What happened. */
  readonly event: "disconnected";
  /** Why. */
  readonly reason: DisconnectReason;
  /** The rule that was broken, or the system's word, safe to print. */
  readonly detail?: string;
  /** How long it was connected, in milliseconds. */
  readonly connectedMs: number;
}

/** A client was turned away. */
export interface RefusedEvent extends ServeEventBase {
  /** What happened. */
  readonly event: "refused";
  /** Address and port of the client. */
  readonly address: string;
  /** Why. */
  readonly reason: RefusedReason;
}

/** Connections cannot be accepted, or questions not answered, for now. */
export interface AcceptFailedEvent extends ServeEventBase {
  /** What happened. */
  readonly event: "accept-failed";
  /** Address and port of this machine. */
  readonly address: string;
  /** The system's words, safe to print. */
  readonly detail: string;
}

/** Somebody looked for servers, and was answered. */
export interface AskedEvent extends ServeEventBase {
  /** What happened. */
  readonly event: "asked";
  /** Address and port of whoever asked. */
  readonly address: string;
}

/** A port is served no more. */
export interface ServeStoppedEvent extends ServeEventBase {
  /** What happened. */
  readonly event: "stopped";
  /** Address and port of this machine. */
  readonly address: string;
}

/** What happens at a server. */
export type ServeEvent =
  | ListeningEvent
  | ClientConnectedEvent
  | ClientMessageEvent
  | HeartbeatLostEvent
  | ClientDisconnectedEvent
  | RefusedEvent
  | AcceptFailedEvent
  | AskedEvent
  | ServeStoppedEvent;
