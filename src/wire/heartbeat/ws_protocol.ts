import { TARGET_SCHEMES } from "../../model/target.ts";
import { asciiBytes, isWord } from "./ascii.ts";
import type {
  ClientProtocol,
  HeartbeatMessage,
  HeartbeatReader,
  ServerProtocol,
} from "./heartbeat_codec.ts";

/** The beat of the client and the answer of our server: a text message. */
const HEARTBEAT = asciiBytes("heartbeat");

/** Time between two beats, in milliseconds: what clients in the field use. */
const INTERVAL_MS = 10_000;

/** Intervals of silence that may pass: a server closes beyond 2. */
const MISSES = 2;

/**
 * The client of `ws`, above the WebSocket: what it writes and reads are text
 * messages. Not every server answers `heartbeat`; all answer a ping of the
 * WebSocket itself (RFC 6455 section 5.5.2), so that one goes with each beat.
 */
export const WS_CLIENT: ClientProtocol = {
  name: "ws",
  unit: "message",
  beatsFrom: "client",
  greets: false,
  intervalMs: INTERVAL_MS,
  misses: MISSES,
  beat: () => HEARTBEAT.slice(),
  answer: () => undefined,
  reader: () => readMessages({ kind: "answer" }),
};

/** The server of `ws`, above the WebSocket. */
export const WS_SERVER: ServerProtocol = {
  name: "ws",
  unit: "message",
  port: TARGET_SCHEMES.ws,
  beatsFrom: "client",
  intervalMs: INTERVAL_MS,
  misses: MISSES,
  rule: "elapsed",
  relays: false,
  greeting: () => undefined,
  beat: () => undefined,
  answer: () => HEARTBEAT.slice(),
  reader: () => readMessages({ kind: "beat" }),
};

function readMessages(heartbeat: HeartbeatMessage): HeartbeatReader {
  return { push: (bytes) => [readMessage(bytes, heartbeat)] };
}

function readMessage(
  bytes: Uint8Array,
  heartbeat: HeartbeatMessage,
): HeartbeatMessage {
  return isWord(bytes, HEARTBEAT)
    ? heartbeat
    : { kind: "message", type: "", known: true, bytes: bytes.slice() };
}
