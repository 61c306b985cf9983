/**
 * What every heartbeat protocol implements, as client and as server: bytes in,
 * messages out. Nothing here waits, counts time or touches a socket.
 */

/** The server's first word, where it speaks first. */
export interface GreetingMessage {
  /** What the bytes mean. */
  readonly kind: "greeting";
}

/** A beat of the peer, which `answer()` of the protocol answers. */
export interface BeatMessage {
  /** What the bytes mean. */
  readonly kind: "beat";
}

/**
 * The answer to a beat of ours. That it answers one is for the caller to
 * know: a peer may say the same unasked.
 */
export interface AnswerMessage {
  /** What the bytes mean. */
  readonly kind: "answer";
  /** Status of an HTTP answer, 100 to 999. */
  readonly status?: number;
  /** The peer's own words, scrubbed, where it answers by an error. */
  readonly words?: string;
  /**
   * Whether the connection is of no further use: the peer said that it ends
   * it, or the rest of the answer is too long to wait for. Its end is no
   * outage then, but the time for a new one; what follows is not read.
   */
  readonly last?: true;
}

/**
 * The server turns this client away, and ends the connection: a sign of a
 * server that lives, and no session.
 */
export interface RefusalMessage {
  /** What the bytes mean. */
  readonly kind: "refusal";
  /** The server's own words, scrubbed. */
  readonly words: string;
}

/** Application data between the beats. */
export interface DataMessage {
  /** What the bytes mean. */
  readonly kind: "message";
  /** What kind of data, as the peer names it; empty where it does not. */
  readonly type: string;
  /** Whether the protocol knows that type; the others are to be counted. */
  readonly known: boolean;
  /** The message as it stood on the wire, whole: writing it is relaying it. */
  readonly bytes: Uint8Array;
  /** What the peer says of it, where the protocol has a place for that. */
  readonly description?: string;
}

/** What bytes from the peer mean. */
export type HeartbeatMessage =
  | GreetingMessage
  | BeatMessage
  | AnswerMessage
  | RefusalMessage
  | DataMessage;

/** One end of one connection. */
export interface HeartbeatReader {
  /**
   * Takes the next bytes, however they were split or put together.
   *
   * @param bytes The next portion, of any size; it is not kept. With the unit
   * `message` it is one whole message.
   * @returns What they mean, in order; often nothing yet.
   * @throws {ProtocolError} The bytes break a rule of the protocol. The
   * connection is over: every further call throws the same error.
   */
  push(bytes: Uint8Array): readonly HeartbeatMessage[];
}

/**
 * What a stream is cut into before it reaches a codec: bytes as they come, or
 * the whole messages of a WebSocket.
 */
export type WireUnit = "bytes" | "message";

/** A protocol, seen from the client. */
export interface ClientProtocol {
  /** What people call it: `text`, `json`, `custom`, … */
  readonly name: string;
  /** What a read and a write are. */
  readonly unit: WireUnit;
  /** Who sends beats; `nobody` where the protocol has none. */
  readonly beatsFrom: "client" | "server" | "nobody";
  /** Whether the server speaks first and must: no beat before its greeting. */
  readonly greets: boolean;
  /**
   * Whether a server may end a session at any time in which it owes no answer:
   * a fresh one goes on then, and only where there is none it is an outage.
   */
  readonly endsIdle?: true;
  /** Time between beats unless told otherwise, in milliseconds. */
  readonly intervalMs: number;
  /** Missing beats that are the end unless told otherwise. */
  readonly misses: number;
  /** Time to connect, unless told otherwise, where the protocol names one. */
  readonly connectTimeoutMs?: number;
  /** What the client writes each interval, if anything. */
  beat(): Uint8Array | undefined;
  /** What the client writes to a beat of the server, if anything. */
  answer(): Uint8Array | undefined;
  /** Reads what a server sends on one connection. */
  reader(): HeartbeatReader;
}

/** By which rule a server finds its dead clients. */
export type ServerRule =
  /** A count that each tick raises and each beat of the client clears. */
  | "miss-counter"
  /** A credit that each beat of the server costs and each answer gives back. */
  | "credit"
  /** More than `misses` intervals since the client's last beat. */
  | "elapsed";

/** A protocol, seen from the server. */
export interface ServerProtocol {
  /** What people call it: `text`, `json`, `ws`, `qt`. */
  readonly name: string;
  /** What a read and a write are. */
  readonly unit: WireUnit;
  /** Port unless told otherwise. */
  readonly port: number;
  /** Who sends beats. */
  readonly beatsFrom: "client" | "server";
  /** Time between beats unless told otherwise, in milliseconds. */
  readonly intervalMs: number;
  /** Missing beats, or credit at the start, unless told otherwise. */
  readonly misses: number;
  /** By which rule a client is dead. */
  readonly rule: ServerRule;
  /** Whether messages of known types go to all other clients. */
  readonly relays: boolean;
  /** What the server writes on accept, if anything. */
  greeting(): Uint8Array | undefined;
  /** What the server writes each interval, if anything. */
  beat(): Uint8Array | undefined;
  /** What the server writes to a beat of the client, if anything. */
  answer(): Uint8Array | undefined;
  /** Reads what a client sends on one connection. */
  reader(): HeartbeatReader;
}
