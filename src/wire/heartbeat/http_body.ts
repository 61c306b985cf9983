import type { HttpHead } from "../http_head.ts";
import { asciiBytes } from "./ascii.ts";
import type { ByteQueue } from "./byte_queue.ts";
import { WordAhead } from "./message_end.ts";
import type { ProtocolFault } from "./protocol_error.ts";

/**
 * Most bytes of a body that are passed over: on a connection that is only kept
 * for beats, more is not worth the wait.
 */
const MAX_SKIPPED_BODY_BYTES = 1_048_576;

/** Most bytes of one line within a body in chunks, without its end. */
const MAX_CHUNK_LINE_BYTES = 4096;

const LINE_END = asciiBytes("\r\n");

/** A body on its way. */
export interface HttpBody {
  /**
   * Passes over what is there of it.
   *
   * @param queue The bytes that wait.
   * @returns Whether it has ended, or what is wrong with it.
   */
  skip(queue: ByteQueue): boolean | ProtocolFault;
}

/**
 * How the body of an answer ends (RFC 9112 section 6.3).
 *
 * @param head The head of the answer, which is not an interim one.
 * @param hasNone Whether the question was of a kind that gets no body.
 * @returns The body, `undefined` where it ends with the connection or is too
 * long to wait for, or what is wrong with it.
 */
export function httpBody(
  { status, headers }: HttpHead,
  hasNone: boolean,
): HttpBody | ProtocolFault | undefined {
  if (hasNone || status === 204 || status === 304) return new SizedBody(0);
  const coding = headers.get("transfer-encoding");
  if (coding !== undefined) {
    return /(?:^|,)[ \t]*chunked$/i.test(coding)
      ? new ChunkedBody()
      : undefined;
  }
  const length = headers.get("content-length");
  if (length === undefined) return undefined;
  // A repeated length is joined by commas; the same one twice is allowed.
  const [size = "", ...more] = new Set(length.split(/[ \t]*,[ \t]*/));
  if (!/^\d+$/.test(size) || more.length > 0) {
    return fault(asciiBytes(length), "its length must be one decimal number");
  }
  const bytes = Number(size);
  return bytes > MAX_SKIPPED_BODY_BYTES ? undefined : new SizedBody(bytes);
}

/** A body whose length the head told. */
class SizedBody implements HttpBody {
  #left: number;

  constructor(length: number) {
    this.#left = length;
  }

  skip(queue: ByteQueue): boolean {
    const count = Math.min(this.#left, queue.length);
    queue.drop(count);
    this.#left -= count;
    return this.#left === 0;
  }
}

/** A body in chunks, each with its length before it (RFC 9112 section 7.1). */
class ChunkedBody implements HttpBody {
  readonly #line = new WordAhead(LINE_END);
  #state: "size" | "data" | "data-end" | "trailer" = "size";
  #chunk = new SizedBody(0);
  #total = 0;

  skip(queue: ByteQueue): boolean | ProtocolFault {
    while (queue.length > 0) {
      if (this.#state === "data") {
        if (!this.#chunk.skip(queue)) return false;
        this.#state = "data-end";
        continue;
      }
      const line = this.#takeLine(queue);
      if (line === undefined) return false;
      if (typeof line !== "string") return line;
      if (this.#state === "trailer" && line === "") return true;
      const wrong = this.#readLine(line);
      if (wrong !== undefined) return wrong;
    }
    return false;
  }

  #takeLine(queue: ByteQueue): string | ProtocolFault | undefined {
    const length = this.#line.find(queue.view(), MAX_CHUNK_LINE_BYTES);
    if (length === undefined) {
      const max = MAX_CHUNK_LINE_BYTES + LINE_END.length;
      if (queue.length < max) return undefined;
      const rule = `a line must end within ${MAX_CHUNK_LINE_BYTES} bytes`;
      return fault(queue.view(), rule);
    }
    const line = new TextDecoder("latin1").decode(queue.take(length));
    queue.drop(LINE_END.length);
    this.#total += length + LINE_END.length;
    return line;
  }

  #readLine(line: string): ProtocolFault | undefined {
    const bytes = new TextEncoder().encode(line);
    if (this.#state === "data-end") {
      this.#state = "size";
      if (line === "") return undefined;
      return fault(bytes, "a chunk must be as long as it says");
    }
    if (this.#state === "size") {
      const size = /^([0-9a-f]{1,8})[ \t]*(?:;.*)?$/is.exec(line)?.[1];
      if (size === undefined) {
        return fault(bytes, "a chunk must begin with its size in hexadecimal");
      }
      this.#beginChunk(parseInt(size, 16));
    }
    if (this.#total <= MAX_SKIPPED_BODY_BYTES) return undefined;
    const rule =
      `it must end within ${MAX_SKIPPED_BODY_BYTES} bytes: ask for ` +
      "the head alone, or for a smaller page";
    return fault(bytes, rule);
  }

  #beginChunk(size: number): void {
    this.#total += size;
    this.#chunk = new SizedBody(size);
    this.#state = size === 0 ? "trailer" : "data";
  }
}

function fault(bytes: Uint8Array, rule: string): ProtocolFault {
  return { bytes, expected: "the body of an HTTP answer", rule };
}
