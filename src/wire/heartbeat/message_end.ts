import { beginsLike } from "./ascii.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Finds where a message ends, in bytes that come in any portions. */
export interface MessageEnd {
  /** How many bytes beyond a message show where it ends. */
  readonly markLength: number;
  /**
   * Looks at the bytes that are new.
   *
   * @param bytes The message from its first byte, with all that came since.
   * @param maxBytes Most bytes of the message.
   * @returns Its length in bytes, or `undefined` where no end is to be seen
   * yet. Where there are `maxBytes + markLength` bytes, none will come. After
   * an end the next message begins afresh.
   */
  find(bytes: Uint8Array, maxBytes: number): number | undefined;
}

/**
 * Finds the last brace of a JSON object, looking at each byte once. Braces within strings do not count; whether the rest is
 * JSON is for a parser to say.
 *
 * No character of UTF-8 holds a byte of another one, so that bytes are enough.
 */
export class JsonObjectEnd implements MessageEnd {
  /** The last brace is part of the object. */
  readonly markLength = 0;
  #scanned = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** Looks at the bytes that are new; see {@linkcode MessageEnd.find}. */
  find(bytes: Uint8Array, maxBytes: number): number | undefined {
    const end = Math.min(bytes.length, maxBytes);
    while (this.#scanned < end) {
      const byte = bytes[this.#scanned++];
      if (this.#inString) this.#stepInString(byte);
      else if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN) this.#depth++;
      else if (byte === CLOSE && --this.#depth === 0) return this.#finish();
    }
    return undefined;
  }

  #stepInString(byte: number | undefined): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
  }

  #finish(): number {
    const length = this.#scanned;
    this.#scanned = 0;
    return length;
  }
}

/** Finds a word ahead: a message without an end of its own stops before it. */
export class WordAhead implements MessageEnd {
  /** The word is not part of the message. */
  readonly markLength: number;
  readonly #word: Uint8Array;
  #searched = 0;

  /** Takes the word, of at least one byte. */
  constructor(word: Uint8Array) {
    this.#word = word;
    this.markLength = word.length;
  }

  /** Looks at the bytes that are new; see {@linkcode MessageEnd.find}. */
  find(bytes: Uint8Array, maxBytes: number): number | undefined {
    const end = Math.min(bytes.length - this.#word.length, maxBytes) + 1;
    while (this.#searched < end) {
      const at = bytes.indexOf(this.#word[0] ?? 0, this.#searched);
      if (at < 0 || at >= end) {
        this.#searched = end;
      } else if (beginsLike(bytes.subarray(at), this.#word)) {
        this.#searched = 0;
        return at;
      } else {
        this.#searched = at + 1;
      }
    }
    return undefined;
  }
}
