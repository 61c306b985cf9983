import { scrub } from "../../model/scrub.ts";
import { TARGET_SCHEMES } from "../../model/target.ts";
import { asciiBytes, beginsLike } from "./ascii.ts";
import type { ByteQueue } from "./byte_queue.ts";
import type {
  ClientProtocol,
  HeartbeatMessage,
  HeartbeatReader,
  ServerProtocol,
} from "./heartbeat_codec.ts";
import { JsonObjectEnd, type MessageEnd, WordAhead } from "./message_end.ts";
import { messageLimit, type MessageLimitOptions } from "./message_limit.ts";
import type { ProtocolFault } from "./protocol_error.ts";
import { QueueReader } from "./queue_reader.ts";

/**
 * Most bytes of one JSON object or command unless told otherwise: the largest
 * objects in the field are 170 kB.
 */
export const MAX_JSON_MESSAGE_BYTES = 1_048_576;

/** The server's beat: a bare word, no JSON. */
const BEAT = asciiBytes("heartbeat");

/** The client's answer. */
const ANSWER = asciiBytes(`{"Type":"Heartbeat"}`);

/** Time between two beats, in milliseconds: what servers in the field use. */
const INTERVAL_MS = 2000;

/** The server's credit at the start. */
const CREDIT = 5;

/** Silent intervals after which a client gives its server up. */
const MISSES = 3;

/** What clients in the field send, besides answers. */
const KNOWN_TYPES: readonly string[] = ["Project", "Performance", "Status"];

const OPEN = 0x7b;

/** Tab, line feed, carriage return and space. */
const SPACE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);

/**
 * The client of `json`: the server beats, and may send commands in between.
 *
 * A command has no end mark. One that begins as an object ends with it; any
 * other ends where the next beat begins, and so it cannot hold that word. The
 * first thing must be a beat or an object, so that a stranger is known.
 *
 * @param options Limits.
 * @default {options.maxMessageBytes} {@linkcode MAX_JSON_MESSAGE_BYTES}
 * @throws {RangeError} The limit is no whole number above 0.
 */
export function jsonClient(options: MessageLimitOptions = {}): ClientProtocol {
  const maxBytes = messageLimit(options, MAX_JSON_MESSAGE_BYTES);
  return {
    name: "json",
    unit: "bytes",
    beatsFrom: "server",
    greets: false,
    intervalMs: INTERVAL_MS,
    misses: MISSES,
    beat: () => undefined,
    answer: () => ANSWER.slice(),
    reader: () => {
      const words = new ServerWords(maxBytes);
      return new QueueReader((queue, out) => words.take(queue, out));
    },
  };
}

/**
 * The server of `json`: clients answer its beats by one object each, and send
 * objects of their own.
 *
 * @param options Limits.
 * @default {options.maxMessageBytes} {@linkcode MAX_JSON_MESSAGE_BYTES}
 * @throws {RangeError} The limit is no whole number above 0.
 */
export function jsonServer(options: MessageLimitOptions = {}): ServerProtocol {
  const maxBytes = messageLimit(options, MAX_JSON_MESSAGE_BYTES);
  return {
    name: "json",
    unit: "bytes",
    port: TARGET_SCHEMES.json,
    beatsFrom: "server",
    intervalMs: INTERVAL_MS,
    misses: CREDIT,
    rule: "credit",
    relays: false,
    greeting: () => undefined,
    beat: () => BEAT.slice(),
    answer: () => undefined,
    reader: () => readClient(maxBytes),
  };
}

function readClient(maxBytes: number): HeartbeatReader {
  const end = new JsonObjectEnd();
  return new QueueReader((queue, messages) => {
    if (dropSpace(queue)) return true;
    const bytes = queue.view();
    if (bytes[0] !== OPEN) {
      return fault(bytes, "a client must send JSON objects alone");
    }
    const length = end.find(bytes, maxBytes);
    if (length === undefined) return waitFor(end, queue, maxBytes);
    const message = readObject(queue.take(length));
    if ("rule" in message) return message;
    messages.push(message);
    return true;
  });
}

function readObject(bytes: Uint8Array): HeartbeatMessage | ProtocolFault {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return fault(bytes, "it must be JSON in UTF-8");
  }
  const type = typeOf(value as Readonly<Record<string, unknown>>);
  const lower = type.toLowerCase();
  if (lower === "heartbeat") return { kind: "answer" };
  const known = KNOWN_TYPES.find((known) => known.toLowerCase() === lower);
  return {
    kind: "message",
    type: known ?? scrub(type),
    known: known !== undefined,
    bytes,
  };
}

/** The text of `Type`, in any letter case; the exact spelling wins. */
function typeOf(object: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(object);
  const name = names.find((name) => name === "Type") ??
    names.find((name) => name.toLowerCase() === "type");
  const type = name === undefined ? undefined : object[name];
  return typeof type === "string" ? type : "";
}

/** What a server sends: beats, and commands between them. */
class ServerWords {
  readonly #maxBytes: number;
  /** The end of the command that has begun. */
  #end: MessageEnd | undefined;
  #familiar = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  take(
    queue: ByteQueue,
    messages: HeartbeatMessage[],
  ): boolean | ProtocolFault {
    if (this.#end !== undefined) {
      return this.#takeCommand(this.#end, queue, messages);
    }
    if (dropSpace(queue)) return true;
    const bytes = queue.view();
    if (beginsLike(bytes, BEAT)) {
      if (bytes.length < BEAT.length) return false;
      queue.drop(BEAT.length);
      messages.push({ kind: "beat" });
    } else if (bytes[0] === OPEN) {
      this.#end = new JsonObjectEnd();
    } else if (this.#familiar) {
      this.#end = new WordAhead(BEAT);
    } else {
      return fault(bytes, 'a server must begin with "heartbeat" or an object');
    }
    this.#familiar = true;
    return true;
  }

  #takeCommand(
    end: MessageEnd,
    queue: ByteQueue,
    messages: HeartbeatMessage[],
  ): boolean | ProtocolFault {
    const length = end.find(queue.view(), this.#maxBytes);
    if (length === undefined) return waitFor(end, queue, this.#maxBytes);
    const bytes = queue.take(length);
    messages.push({ kind: "message", type: "command", known: true, bytes });
    this.#end = undefined;
    return true;
  }
}

/** More bytes are wanted, unless the end can no longer come in time. */
function waitFor(
  end: MessageEnd,
  queue: ByteQueue,
  maxBytes: number,
): false | ProtocolFault {
  if (queue.length < maxBytes + end.markLength) return false;
  return fault(queue.view(), `it must end within ${maxBytes} bytes`);
}

function fault(bytes: Uint8Array, rule: string): ProtocolFault {
  return { bytes, expected: "a message of the json protocol", rule };
}

/** RFC 8259 section 2 allows space around an object. */
function dropSpace(queue: ByteQueue): boolean {
  const bytes = queue.view();
  let count = 0;
  while (SPACE.has(bytes[count] ?? 0)) count++;
  queue.drop(count);
  return count > 0;
}
