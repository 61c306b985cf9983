import { type Channel, type Io, IoError } from "../io/io.ts";
import { MAX_INTERIM_ANSWERS } from "../model/limits.ts";
import { type HttpHead, HttpHeadParser } from "../wire/http_head.ts";

/** One question and its answer, with what is known when it breaks off. */
export class HttpConversation {
  /** Whether the answer came before the question. */
  isEarly = false;
  readonly #channel: Channel;
  #parser = new HttpHeadParser();
  #rest: Uint8Array = new Uint8Array();

  /** Takes a stream on which nothing was asked yet. */
  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** Bytes of the head so far. */
  get length(): number {
    return this.#parser.length;
  }

  /** The first bytes of the answer so far. */
  get firstBytes(): Uint8Array {
    return this.#parser.firstBytes;
  }

  /**
   * Asks, and reads the head of the answer.
   *
   * @param request The bytes of the question.
   * @param io For one turn of the event loop.
   * @param signal Ends the wait.
   * @returns The head, or `null` at the end of the stream.
   * @throws {SyntaxError} The peer does not speak HTTP.
   * @throws {IoError} The stream broke.
   */
  async ask(
    request: Uint8Array,
    io: Io,
    signal: AbortSignal,
  ): Promise<HttpHead | null> {
    const first = this.#channel.read(signal);
    const heard = await this.#listenFirst(first, io, signal);
    this.isEarly = heard === "spoke";
    let writeError: unknown;
    if (heard !== "ended") {
      await this.#channel.write(request, signal).catch((error) => {
        if (!(error instanceof IoError)) throw error;
        writeError = error;
      });
    }
    // A peer that refuses the question may have said why before.
    const head = await this.#readFinalHead(first, signal);
    if (head === null && writeError !== undefined) throw writeError;
    return head;
  }

  /**
   * Reads the beginning of the body, as one character a byte.
   *
   * @param maxBytes Most bytes read.
   * @param signal Ends the wait; what came until then is returned.
   */
  async readBody(maxBytes: number, signal: AbortSignal): Promise<string> {
    let body = latin1(this.#rest.subarray(0, maxBytes));
    try {
      while (body.length < maxBytes) {
        const bytes = await this.#channel.read(signal);
        if (bytes === null) break;
        body += latin1(bytes.subarray(0, maxBytes - body.length));
      }
    } catch {
      // Cut off: the beginning is what was wanted.
    }
    return body;
  }

  /** One turn: what the peer said unasked already lies in the kernel. */
  async #listenFirst(
    first: Promise<Uint8Array | null>,
    io: Io,
    signal: AbortSignal,
  ): Promise<"quiet" | "spoke" | "ended"> {
    let heard: "quiet" | "spoke" | "ended" = "quiet";
    first.then(
      (bytes) => heard = bytes === null ? "ended" : "spoke",
      () => heard = "ended",
    );
    await io.sleep(0, signal);
    return heard;
  }

  async #readFinalHead(
    first: Promise<Uint8Array | null>,
    signal: AbortSignal,
  ): Promise<HttpHead | null> {
    let bytes = await first;
    for (let interim = 0; bytes !== null;) {
      const head = this.#parser.push(bytes);
      if (head === undefined) {
        bytes = await this.#channel.read(signal);
        continue;
      }
      if (!isInterim(head)) {
        this.#rest = head.rest;
        return head;
      }
      if (++interim > MAX_INTERIM_ANSWERS) throw tooManyInterim();
      this.#parser = new HttpHeadParser();
      bytes = head.rest;
    }
    return null;
  }
}

/** 101 changes the protocol, and so it ends HTTP (RFC 9110 §15.2). */
function isInterim(head: HttpHead): boolean {
  return head.status < 200 && head.status !== 101;
}

function tooManyInterim(): SyntaxError {
  return new SyntaxError(
    "Cannot read the answer as final: " +
      `current bound is ${MAX_INTERIM_ANSWERS} interim answers before it`,
  );
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
