import { TARGET_SCHEMES } from "../../model/target.ts";
import { asciiBytes, beginsLike } from "./ascii.ts";
import type { ByteQueue } from "./byte_queue.ts";
import type {
  ClientProtocol,
  HeartbeatMessage,
  HeartbeatReader,
  ServerProtocol,
} from "./heartbeat_codec.ts";
import type { ProtocolFault } from "./protocol_error.ts";
import { QueueReader } from "./queue_reader.ts";

/** The server's word on accept, without any end. */
const GREETING = asciiBytes("OK");

/** The client's beat. */
const BEAT = asciiBytes("TEST");

/** The server's answer to it. */
const ANSWER = asciiBytes("TEST_BACK");

/** Time between two beats, in milliseconds: what clients in the field use. */
const INTERVAL_MS = 500;

/** Silent beats that are the end: their count must exceed 2. */
const MISSES = 3;

/** A word without an end mark, and what it means. */
interface Token {
  readonly bytes: Uint8Array;
  readonly message: HeartbeatMessage;
}

/** What a server says. No word is the begin of another. */
const FROM_SERVER: readonly Token[] = [
  { bytes: GREETING, message: { kind: "greeting" } },
  { bytes: ANSWER, message: { kind: "answer" } },
];

/** What a client says. */
const FROM_CLIENT: readonly Token[] = [
  { bytes: BEAT, message: { kind: "beat" } },
];

/**
 * The client of `text`: words without separators, a greeting first, then one
 * answer a beat.
 */
export const TEXT_CLIENT: ClientProtocol = {
  name: "text",
  unit: "bytes",
  beatsFrom: "client",
  greets: true,
  intervalMs: INTERVAL_MS,
  misses: MISSES,
  beat: () => BEAT.slice(),
  answer: () => undefined,
  reader: readServer,
};

/** The server of `text`. */
export const TEXT_SERVER: ServerProtocol = {
  name: "text",
  unit: "bytes",
  port: TARGET_SCHEMES.text,
  beatsFrom: "client",
  intervalMs: INTERVAL_MS,
  misses: MISSES,
  rule: "miss-counter",
  relays: false,
  greeting: () => GREETING.slice(),
  beat: () => undefined,
  answer: () => ANSWER.slice(),
  reader: () => new QueueReader((queue, out) => take(FROM_CLIENT, queue, out)),
};

function readServer(): HeartbeatReader {
  let greeted = false;
  return new QueueReader((queue, messages) => {
    const tokens = greeted ? FROM_SERVER : FROM_SERVER.slice(0, 1);
    const taken = take(tokens, queue, messages);
    greeted ||= taken === true;
    return taken;
  });
}

function take(
  tokens: readonly Token[],
  queue: ByteQueue,
  messages: HeartbeatMessage[],
): boolean | ProtocolFault {
  const bytes = queue.view();
  const token = tokens.find((token) => beginsLike(bytes, token.bytes));
  if (token === undefined) return fault(tokens, bytes);
  if (bytes.length < token.bytes.length) return false;
  queue.drop(token.bytes.length);
  messages.push(token.message);
  return true;
}

function fault(tokens: readonly Token[], bytes: Uint8Array): ProtocolFault {
  const words = tokens.map(({ bytes }) =>
    `"${new TextDecoder().decode(bytes)}"`
  );
  return {
    bytes,
    expected: "a word of the text protocol",
    rule: `it must be ${words.join(" or ")}`,
  };
}
