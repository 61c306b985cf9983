import { scrub } from "../../model/scrub.ts";
import { asciiBytes, beginsLike } from "./ascii.ts";
import type { ByteQueue } from "./byte_queue.ts";
import { DEFAULT_INTERVAL_MS, DEFAULT_MISSES } from "./defaults.ts";
import type { ClientProtocol, HeartbeatMessage } from "./heartbeat_codec.ts";
import { WordAhead } from "./message_end.ts";
import type { ProtocolFault } from "./protocol_error.ts";
import { QueueReader } from "./queue_reader.ts";

/**
 * Most bytes of an error's line: Redis itself bounds inline commands so
 * (`PROTO_INLINE_MAX_SIZE`).
 */
export const MAX_REDIS_LINE_BYTES = 65_536;

/** `PING` as an array of one bulk string, which every RESP server reads. */
const PING = asciiBytes("*1\r\n$4\r\nPING\r\n");

/**
 * What Redis says before it closes a connection that it has just accepted
 * (`acceptCommonHandler()` of its `networking.c`): too many clients, with or
 * without those of a cluster, or a stranger in protected mode.
 */
const REFUSAL = /^(?:ERR max number of clients|DENIED Redis is running)\b/;

const PONG = asciiBytes("+PONG\r\n");
const LINE_END = asciiBytes("\r\n");
const MINUS = 0x2d;

/**
 * The client of Redis and all that speaks RESP. An error (`-NOAUTH`,
 * `-LOADING`, …) is an answer too: it shows an application that lives. Its
 * words are kept. But for those that turn the client away.
 */
export const REDIS_CLIENT: ClientProtocol = {
  name: "redis",
  unit: "bytes",
  beatsFrom: "client",
  greets: false,
  intervalMs: DEFAULT_INTERVAL_MS,
  misses: DEFAULT_MISSES,
  beat: () => PING.slice(),
  answer: () => undefined,
  reader: () => {
    const line = new WordAhead(LINE_END);
    return new QueueReader((queue, out) => take(line, queue, out));
  },
};

function take(
  line: WordAhead,
  queue: ByteQueue,
  messages: HeartbeatMessage[],
): boolean | ProtocolFault {
  const bytes = queue.view();
  if (beginsLike(bytes, PONG)) {
    if (bytes.length < PONG.length) return false;
    queue.drop(PONG.length);
    messages.push({ kind: "answer" });
    return true;
  }
  if (bytes[0] !== MINUS) {
    return fault(bytes, 'it must be "+PONG" or an error that begins with "-"');
  }
  const length = line.find(bytes, MAX_REDIS_LINE_BYTES);
  if (length === undefined) {
    return bytes.length < MAX_REDIS_LINE_BYTES + LINE_END.length
      ? false
      : fault(bytes, `it must end within ${MAX_REDIS_LINE_BYTES} bytes`);
  }
  const words = scrub(queue.take(length).subarray(1));
  queue.drop(LINE_END.length);
  messages.push({ kind: REFUSAL.test(words) ? "refusal" : "answer", words });
  return true;
}

function fault(bytes: Uint8Array, rule: string): ProtocolFault {
  return { bytes, expected: "an answer of the redis protocol", rule };
}
