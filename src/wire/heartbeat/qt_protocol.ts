import { scrub } from "../../model/scrub.ts";
import { TARGET_SCHEMES } from "../../model/target.ts";
import type { ByteQueue } from "./byte_queue.ts";
import type {
  ClientProtocol,
  HeartbeatMessage,
  HeartbeatReader,
  ServerProtocol,
} from "./heartbeat_codec.ts";
import { messageLimit, type MessageLimitOptions } from "./message_limit.ts";
import type { ProtocolFault } from "./protocol_error.ts";
import {
  decodeQtRecord,
  encodeQtRecord,
  MIN_QT_RECORD_SIZE,
  QT_SIZE_BYTES,
  type QtRecord,
} from "./qt_record.ts";
import { QueueReader } from "./queue_reader.ts";

/**
 * Greatest size of a record unless told otherwise, in bytes: an image or a
 * video frame as JPEG fits well.
 */
export const MAX_QT_RECORD_BYTES = 16_777_216;

/** Time between two beats, in milliseconds: what clients in the field use. */
const INTERVAL_MS = 3000;

/** Beats without an answer that are the end. */
const MISSES = 3;

/** Time to connect, in milliseconds: what clients in the field use. */
const CONNECT_TIMEOUT_MS = 1500;

/** The type of a beat and of its answer. */
const HEARTBEAT = 100;

/** Text, image and video frame: the types that a server relays. */
const KNOWN_TYPES: readonly number[] = [1, 2, 3];

/** What clients in the field send: a serialized empty string as its bytes. */
const BEAT: QtRecord = {
  type: HEARTBEAT,
  description: "This is a heartbeat msg to server.",
  bytes: new Uint8Array(4),
};

/** What servers in the field answer; the receiver does not look into it. */
const ANSWER: QtRecord = {
  type: HEARTBEAT,
  description: "This is a message of heartbeat from server.",
  bytes: Uint8Array.of(0, 0, 0, 1, 0),
};

/**
 * The client of `qt`: length-prefixed records, one answer a beat.
 *
 * @param options Limits.
 * @default {options.maxMessageBytes} {@linkcode MAX_QT_RECORD_BYTES}
 * @throws {RangeError} The limit is no whole number above 0.
 */
export function qtClient(options: MessageLimitOptions = {}): ClientProtocol {
  const maxSize = messageLimit(options, MAX_QT_RECORD_BYTES);
  return {
    name: "qt",
    unit: "bytes",
    beatsFrom: "client",
    greets: false,
    intervalMs: INTERVAL_MS,
    misses: MISSES,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    beat: () => encodeQtRecord(BEAT),
    answer: () => undefined,
    reader: () => readRecords(maxSize, { kind: "answer" }),
  };
}

/**
 * The server of `qt`: it answers beats and relays the messages of one client
 * to all others.
 *
 * @param options Limits.
 * @default {options.maxMessageBytes} {@linkcode MAX_QT_RECORD_BYTES}
 * @throws {RangeError} The limit is no whole number above 0.
 */
export function qtServer(options: MessageLimitOptions = {}): ServerProtocol {
  const maxSize = messageLimit(options, MAX_QT_RECORD_BYTES);
  return {
    name: "qt",
    unit: "bytes",
    port: TARGET_SCHEMES.qt,
    beatsFrom: "client",
    intervalMs: INTERVAL_MS,
    misses: MISSES,
    rule: "miss-counter",
    relays: true,
    greeting: () => undefined,
    beat: () => undefined,
    answer: () => encodeQtRecord(ANSWER),
    reader: () => readRecords(maxSize, { kind: "beat" }),
  };
}

function readRecords(
  maxSize: number,
  heartbeat: HeartbeatMessage,
): HeartbeatReader {
  return new QueueReader((queue, messages) => {
    const size = readSize(queue, maxSize);
    if (typeof size !== "number") return size;
    if (queue.length < QT_SIZE_BYTES + size) return false;
    const bytes = queue.take(QT_SIZE_BYTES + size);
    const record = decodeQtRecord(bytes);
    if (record === undefined) {
      return fault(bytes, "the lengths in it must add up to its size");
    }
    messages.push(
      record.type === HEARTBEAT ? heartbeat : messageOf(record, bytes),
    );
    return true;
  });
}

/** The size, `false` where it is not there yet, or what is wrong with it. */
function readSize(
  queue: ByteQueue,
  maxSize: number,
): number | false | ProtocolFault {
  if (queue.length < QT_SIZE_BYTES) return false;
  const bytes = queue.view();
  const size = new DataView(bytes.buffer, bytes.byteOffset).getInt32(0);
  if (size >= MIN_QT_RECORD_SIZE && size <= maxSize) return size;
  return fault(
    bytes,
    `its size must be ${MIN_QT_RECORD_SIZE} to ${maxSize} bytes, not ${size}`,
  );
}

function messageOf(record: QtRecord, bytes: Uint8Array): HeartbeatMessage {
  const { type, description } = record;
  return {
    kind: "message",
    type: String(type),
    known: KNOWN_TYPES.includes(type),
    bytes,
    ...(description !== null && { description: scrub(description) }),
  };
}

function fault(bytes: Uint8Array, rule: string): ProtocolFault {
  return { bytes, expected: "a record of the qt protocol", rule };
}
