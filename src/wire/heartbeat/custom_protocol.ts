import { DEFAULT_INTERVAL_MS, DEFAULT_MISSES } from "./defaults.ts";
import type {
  ClientProtocol,
  HeartbeatMessage,
  HeartbeatReader,
} from "./heartbeat_codec.ts";
import { WordCounter } from "./word_counter.ts";

/** Most bytes of what is sent or expected: a line of any line protocol. */
export const MAX_CUSTOM_BYTES = 1024;

/** A heartbeat of the user's own. */
export interface CustomOptions {
  /** What is sent each interval; nothing if the server speaks by itself. */
  readonly send?: Uint8Array;
  /** What shows an answer, or a beat, wherever it stands in the stream. */
  readonly expect: Uint8Array;
}

/**
 * The client of any line protocol: it sends some bytes each interval, and
 * looks for some in what comes. Everything else that comes is passed over.
 *
 * @param options What to send and what to expect, each 1 to
 * {@linkcode MAX_CUSTOM_BYTES} bytes.
 * @throws {RangeError} One of them is empty or too long.
 */
export function customClient({ send, expect }: CustomOptions): ClientProtocol {
  checkLength("expect", expect);
  if (send !== undefined) checkLength("send", send);
  const kind = send === undefined ? "beat" : "answer";
  const word = expect.slice();
  const beat = send?.slice();
  return {
    name: "custom",
    unit: "bytes",
    beatsFrom: send === undefined ? "server" : "client",
    greets: false,
    intervalMs: DEFAULT_INTERVAL_MS,
    misses: DEFAULT_MISSES,
    beat: () => beat?.slice(),
    answer: () => undefined,
    reader: () => readWords(word, { kind }),
  };
}

function readWords(
  word: Uint8Array,
  message: HeartbeatMessage,
): HeartbeatReader {
  const counter = new WordCounter(word);
  return {
    push: (bytes) =>
      Array.from({ length: counter.count(bytes) }, () => message),
  };
}

function checkLength(what: "send" | "expect", { length }: Uint8Array): void {
  if (length > 0 && length <= MAX_CUSTOM_BYTES) return;
  throw new RangeError(
    `Cannot ${what} bytes as a heartbeat: they must be 1 to ` +
      `${MAX_CUSTOM_BYTES} long, current length is ${length}`,
  );
}
