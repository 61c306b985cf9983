import { MAX_INTERIM_ANSWERS } from "../../model/limits.ts";
import type { Target } from "../../model/target.ts";
import { type HttpHead, HttpHeadParser } from "../http_head.ts";
import { encodePageRequest } from "../http_request.ts";
import type { ByteQueue } from "./byte_queue.ts";
import { DEFAULT_INTERVAL_MS, DEFAULT_MISSES } from "./defaults.ts";
import type {
  AnswerMessage,
  ClientProtocol,
  HeartbeatMessage,
} from "./heartbeat_codec.ts";
import { type HttpBody, httpBody } from "./http_body.ts";
import type { ProtocolFault } from "./protocol_error.ts";
import { QueueReader } from "./queue_reader.ts";

/** The methods that change nothing at the server (RFC 9110 section 9.2.1). */
export const HTTP_BEAT_METHODS: readonly HttpBeatMethod[] = [
  "HEAD",
  "GET",
  "OPTIONS",
];

/** A method that a beat may use. */
export type HttpBeatMethod = "HEAD" | "GET" | "OPTIONS";

const LF = 0x0a;

/** Options of {@linkcode httpClient}. */
export interface HttpBeatOptions {
  /**
   * What is asked for.
   *
   * @default {"HEAD"}
   */
  readonly method?: HttpBeatMethod;
}

/**
 * The client of an HTTP/1 server: one question a beat on a connection that is
 * kept. Any status is an answer; bodies are passed over.
 *
 * @param target An HTTP target, credentials included.
 * @param options The method.
 * @throws {RangeError} The method is none of {@linkcode HTTP_BEAT_METHODS}.
 */
export function httpClient(
  target: Target,
  { method = "HEAD" }: HttpBeatOptions = {},
): ClientProtocol {
  if (!HTTP_BEAT_METHODS.includes(method)) {
    throw new RangeError(
      `Cannot use a method as one of ${HTTP_BEAT_METHODS.join(", ")}: ` +
        `current value is ${JSON.stringify(method)}`,
    );
  }
  const question = encodeQuestion(target, method);
  return {
    name: "http",
    unit: "bytes",
    beatsFrom: "client",
    greets: false,
    // RFC 9112 section 9.5; nginx does so when it reloads.
    endsIdle: true,
    intervalMs: DEFAULT_INTERVAL_MS,
    misses: DEFAULT_MISSES,
    beat: () => question.slice(),
    answer: () => undefined,
    reader: () => {
      const answers = new Answers(method === "HEAD");
      return new QueueReader((queue, out) => answers.take(queue, out));
    },
  };
}

/** The question for a page, but for its method and what comes after it. */
function encodeQuestion(target: Target, method: HttpBeatMethod): Uint8Array {
  const page = new TextDecoder().decode(encodePageRequest(target));
  const question = page.replace(/^GET(?= )/, method)
    .replace("\r\nConnection: close\r\n", "\r\nConnection: keep-alive\r\n");
  return new TextEncoder().encode(question);
}

/** The answers on one connection. */
class Answers {
  readonly #asksHeads: boolean;
  #head = new HttpHeadParser();
  #interim = 0;
  #body: HttpBody | undefined;
  #over = false;

  constructor(asksHeads: boolean) {
    this.#asksHeads = asksHeads;
  }

  take(
    queue: ByteQueue,
    messages: HeartbeatMessage[],
  ): boolean | ProtocolFault {
    if (this.#over) {
      queue.drop(queue.length);
      return true;
    }
    if (this.#body !== undefined) return this.#skipBody(this.#body, queue);
    const head = this.#takeHead(queue);
    if (head === undefined) return true;
    if ("rule" in head) return head;
    this.#head = new HttpHeadParser();
    return head.status < 200
      ? this.#passInterim(head)
      : this.#readFinal(head, messages);
  }

  #skipBody(body: HttpBody, queue: ByteQueue): boolean | ProtocolFault {
    const ended = body.skip(queue);
    if (ended === true) this.#body = undefined;
    return ended;
  }

  /** Line by line, so that no byte behind the head is taken with it. */
  #takeHead(queue: ByteQueue): HttpHead | ProtocolFault | undefined {
    const end = queue.view().indexOf(LF);
    try {
      return this.#head.push(queue.take(end < 0 ? queue.length : end + 1));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return fault(this.#head.firstBytes, "it must be HTTP/1", error);
    }
  }

  #passInterim({ status }: HttpHead): true | ProtocolFault {
    const bytes = new TextEncoder().encode(String(status));
    if (status === 101) return fault(bytes, "it must not change the protocol");
    if (++this.#interim <= MAX_INTERIM_ANSWERS) return true;
    const rule =
      `at most ${MAX_INTERIM_ANSWERS} interim answers may precede it`;
    return fault(bytes, rule);
  }

  #readFinal(
    head: HttpHead,
    messages: HeartbeatMessage[],
  ): true | ProtocolFault {
    this.#interim = 0;
    const body = httpBody(head, this.#asksHeads);
    if (body !== undefined && "rule" in body) return body;
    this.#body = body;
    this.#over = body === undefined || isClosing(head);
    const answer: AnswerMessage = { kind: "answer", status: head.status };
    messages.push(this.#over ? { ...answer, last: true } : answer);
    return true;
  }
}

/** Whether the server will close (RFC 9112 section 9.3). */
function isClosing({ version, headers }: HttpHead): boolean {
  const options = (headers.get("connection") ?? "").toLowerCase()
    .split(",").map((option) => option.trim());
  if (options.includes("close")) return true;
  return version === "1.0" && !options.includes("keep-alive");
}

function fault(
  bytes: Uint8Array,
  rule: string,
  cause?: SyntaxError,
): ProtocolFault {
  return { bytes, expected: "an HTTP answer", rule, ...(cause && { cause }) };
}
