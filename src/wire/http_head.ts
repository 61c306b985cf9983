import { MAX_FIRST_BYTES, MAX_HTTP_HEAD_BYTES } from "../model/limits.ts";
import { scrub } from "../model/scrub.ts";

/** Status line and headers of an HTTP/1 answer. */
export interface HttpHead {
  /** The version after `HTTP/`, for example `1.1`. */
  readonly version: string;
  /** The status, 100 to 999. */
  readonly status: number;
  /** The reason phrase, empty where the peer gives none. */
  readonly reason: string;
  /** Lower-case names; values of a repeated name are joined by `, `. */
  readonly headers: ReadonlyMap<string, string>;
  /** The bytes after the head: the begin of a body, or of a tunnel. */
  readonly rest: Uint8Array;
}

type StatusLine = Pick<HttpHead, "version" | "status" | "reason">;

/** Every HTTP/1 answer begins so (RFC 9112 section 2.3). */
const MAGIC = new TextEncoder().encode("HTTP/");

const LF = 0x0a;
const CR = 0x0d;

/** First room for a head, in bytes; it doubles as the head grows. */
const FIRST_CAPACITY_BYTES = 1024;

/**
 * Reads the head of an HTTP/1 answer from bytes that come in any portions.
 *
 * Memory is bounded by {@linkcode MAX_HTTP_HEAD_BYTES}. As RFC 9112 section
 * 2.2 allows, a bare LF ends a line. A peer that speaks something else is
 * named at its first byte that cannot begin an answer.
 */
export class HttpHeadParser {
  #bytes = new Uint8Array(FIRST_CAPACITY_BYTES);
  #length = 0;
  /** Where the line that is not complete yet begins. */
  #lineStart = 0;
  /** The bytes before this one were looked at. */
  #scanned = 0;
  #statusLine: StatusLine | undefined;
  #headerLines: string[] = [];
  #ended = false;

  /** Bytes of the head taken so far: 0 means that the peer said nothing. */
  get length(): number {
    return this.#length;
  }

  /** The first bytes taken so far, for a report about a broken answer. */
  get firstBytes(): Uint8Array {
    return this.#bytes.slice(0, Math.min(this.#length, MAX_FIRST_BYTES));
  }

  /**
   * Takes the next bytes.
   *
   * @param bytes The next portion, of any size; it is not kept.
   * @returns The head once it is complete, else `undefined`.
   * @throws {SyntaxError} The bytes are no HTTP/1 answer, or its head is too
   * long; the message names the bytes and the rule.
   * @throws {TypeError} The head had ended already.
   */
  push(bytes: Uint8Array): HttpHead | undefined {
    if (this.#ended) {
      throw new TypeError(
        "Cannot push more bytes into a head that has ended: use a new parser",
      );
    }
    this.#ended = true;
    const taken = Math.min(bytes.length, MAX_HTTP_HEAD_BYTES - this.#length);
    this.#append(bytes.subarray(0, taken));
    this.#checkMagic();
    if (this.#scanLines()) return this.#finish(bytes.subarray(taken));
    if (this.#length >= MAX_HTTP_HEAD_BYTES) this.#failAsTooLong();
    this.#ended = false;
    return undefined;
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#bytes.length) {
      const capacity = Math.max(needed, this.#bytes.length * 2);
      const grown = new Uint8Array(Math.min(capacity, MAX_HTTP_HEAD_BYTES));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = needed;
  }

  #checkMagic(): void {
    if (this.#scanned >= MAGIC.length) return;
    const end = Math.min(this.#length, MAGIC.length);
    for (let i = 0; i < end; i++) {
      if (this.#bytes[i] !== MAGIC[i]) {
        throw new SyntaxError(
          `Cannot read "${scrub(this.firstBytes)}" as ` +
            `an HTTP answer: it must begin with "HTTP/"`,
        );
      }
    }
  }

  /** Cuts complete lines off; true at the empty line that ends the head. */
  #scanLines(): boolean {
    while (this.#scanned < this.#length) {
      if (this.#bytes[this.#scanned++] !== LF) continue;
      const line = this.#takeLine();
      if (line === "") return true;
      if (this.#statusLine === undefined) {
        this.#statusLine = parseStatusLine(line);
      } else {
        this.#headerLines.push(line);
      }
    }
    return false;
  }

  #takeLine(): string {
    let end = this.#scanned - 1;
    if (end > this.#lineStart && this.#bytes[end - 1] === CR) end--;
    const line = decodeLatin1(this.#bytes.subarray(this.#lineStart, end));
    this.#lineStart = this.#scanned;
    return line;
  }

  #finish(beyond: Uint8Array): HttpHead | undefined {
    if (this.#statusLine === undefined) return undefined;
    const own = this.#bytes.subarray(this.#scanned, this.#length);
    const rest = new Uint8Array(own.length + beyond.length);
    rest.set(own);
    rest.set(beyond, own.length);
    return {
      ...this.#statusLine,
      headers: parseHeaders(this.#headerLines),
      rest,
    };
  }

  #failAsTooLong(): never {
    throw new SyntaxError(
      `Cannot read "${scrub(this.firstBytes)}…" as an ` +
        `HTTP answer: its head must end within ${MAX_HTTP_HEAD_BYTES} bytes`,
    );
  }
}

/** RFC 9112 section 4; a missing reason and its space are tolerated. */
const STATUS_LINE = /^HTTP\/(\d(?:\.\d)?) ([1-9]\d\d)(?: (.*))?$/s;

function parseStatusLine(line: string): StatusLine {
  const match = STATUS_LINE.exec(line);
  if (match === null) {
    throw new SyntaxError(
      `Cannot read "${
        scrub(line, MAX_FIRST_BYTES)
      }" as a status line: it must be ` +
        `"HTTP/version status reason" with a status of three digits`,
    );
  }
  const [, version = "", status = "", reason = ""] = match;
  return { version, status: Number(status), reason: reason.trim() };
}

function parseHeaders(lines: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  let last = "";
  for (const line of lines) {
    // Line folding is obsolete and yet to be understood: RFC 9112 section 5.2.
    const folded = last !== "" && /^[ \t]/.test(line);
    const [name, value] = folded ? [last, line.trim()] : parseHeader(line);
    const before = headers.get(name);
    const separator = folded ? " " : ", ";
    headers.set(
      name,
      before === undefined ? value : before + separator + value,
    );
    last = name;
  }
  return headers;
}

function parseHeader(line: string): [name: string, value: string] {
  const colon = line.indexOf(":");
  const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  if (name === "") {
    throw new SyntaxError(
      `Cannot read "${
        scrub(line, MAX_FIRST_BYTES)
      }" as a header: it must be "name: value"`,
    );
  }
  return [name, line.slice(colon + 1).trim()];
}

/** One character a byte: header bytes have no other sure meaning. */
function decodeLatin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
