import { type Io, IoError } from "../io/io.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import {
  type AddressRecord,
  buildDnsQuery,
  type DnsQuery,
  type DnsReply,
  parseDnsReply,
} from "../wire/dns_message.ts";
import { askDnsByTcp } from "./dns_tcp.ts";
import { pause } from "./pause.ts";

/**
 * After what silence the question goes out again, once, in milliseconds: a
 * server that has to ask others is done by then, and before the default
 * time-out there is room for its answer.
 */
const REPEAT_AFTER_MS = 700;

/**
 * After what silence the server is tried by TCP, in milliseconds: a closed UDP
 * port is not told to this program (measured with Deno 2.9.6), a closed TCP
 * port is, and both prove that the machine is alive.
 */
const TCP_AFTER_MS = 250;

/**
 * Most datagrams passed over for one question: late answers to questions of
 * others are few, and whoever sends more keeps this program busy.
 */
const MAX_STRAYS = 64;

/**
 * Most bytes of a datagram that are looked at. Without EDNS an answer has 512
 * at most (RFC 1035 §4.2.1), with it 4096 as a rule; reading so many takes up
 * to 4 ms (measured).
 */
const MAX_DATAGRAM_BYTES = 4096;

/** One question to one server. */
export interface DnsQuestion {
  /** The server. */
  readonly server: NameServerAddress;
  /** The name, in full. */
  readonly name: string;
  /** Which addresses. */
  readonly record: AddressRecord;
}

/** How to ask. */
export interface AskDnsOptions {
  /** The world. */
  readonly io: Io;
  /** Ends the wait for an answer. */
  readonly signal: AbortSignal;
  /** Whether TCP is tried when UDP is silent, and not only when cut off. */
  readonly triesTcp: boolean;
  /** Whether the question may go out again; asked when it is time. */
  readonly mayRepeat: () => boolean;
}

/** What came of a question. */
export type DnsResult = DnsFacts | DnsAnswered;

/** The server answered. */
export interface DnsAnswered {
  /** It answered. */
  readonly kind: "answered";
  /** Its answer. */
  readonly reply: DnsReply;
  /** From the question that was answered until then, in milliseconds. */
  readonly rttMs: number;
}

/** The server did not answer. */
export interface DnsFacts {
  /**
   * `failed`: the question could not be sent; `garbled`: something else came
   * back; `silent`: nothing came back.
   */
  readonly kind: "failed" | "garbled" | "silent";
  /** Why it could not be sent, or what TCP said meanwhile. */
  readonly error?: IoError | undefined;
  /** Whether this host refused to send it although it knows a way. */
  readonly isForbidden?: boolean;
  /** What came back instead. */
  readonly bytes?: Uint8Array | undefined;
}

/**
 * Asks one server one question: by UDP, once more after a while, and by TCP
 * where UDP is silent or its answer was cut off. The first answer counts.
 *
 * @param question What is asked of whom.
 * @param options How long, and by which ways.
 * @returns What came of it. It never throws; ended early, it says `silent`.
 */
export function askDns(
  question: DnsQuestion,
  options: AskDnsOptions,
): Promise<DnsResult> {
  return new Asking(question, options).run();
}

/** Codes of connect(2) that come before anything is sent, or instead. */
const UNSENT: readonly string[] = [
  "EACCES",
  "EADDRNOTAVAIL",
  "EAFNOSUPPORT",
  "EHOSTUNREACH",
  "EINVAL",
  "EMFILE",
  "ENETDOWN",
  "ENETUNREACH",
  "ENFILE",
  "ENOBUFS",
  "EPERM",
];

class Asking {
  readonly #server: NameServerAddress;
  readonly #query: DnsQuery;
  readonly #message: Uint8Array;
  readonly #options: AskDnsOptions;
  /** Ends what is still under way once there is an answer. */
  readonly #done = new AbortController();
  readonly #signal: AbortSignal;
  /** Ends the pause before TCP: UDP has shown to be of no use. */
  readonly #urgent = new AbortController();
  #tcp: Promise<DnsResult | undefined> | undefined;
  #tcpError: IoError | undefined;
  #garbled: Uint8Array | undefined;
  /** Whether no datagram leaves, so that answers by TCP prove nothing. */
  #isUnsent = false;

  constructor(question: DnsQuestion, options: AskDnsOptions) {
    const { server, name, record } = question;
    const id = Math.floor(options.io.random() * 65_536);
    this.#server = server;
    this.#query = { id, name, record };
    this.#message = buildDnsQuery(this.#query);
    this.#options = options;
    this.#signal = AbortSignal.any([options.signal, this.#done.signal]);
  }

  async run(): Promise<DnsResult> {
    const ways = [this.#first(), this.#again(), this.#fallback()];
    try {
      return await firstDefined(ways) ?? this.#garbledResult() ??
        { kind: "silent", error: this.#tcpError };
    } finally {
      this.#done.abort();
      await Promise.allSettled(ways);
    }
  }

  /** The first datagram: where it cannot be sent, nothing else can. */
  async #first(): Promise<DnsResult | undefined> {
    try {
      return await this.#byUdp();
    } catch (thrown) {
      const error = this.#named(thrown);
      return error && await this.#whyUnsent(error);
    }
  }

  /**
   * A datagram fails without telling why (`UNKNOWN`, measured with Deno 2.9.6);
   * TCP fails the same way at once and does tell. Where it does not fail, it
   * is UDP that a rule of this host forbids: on Linux nothing else is left.
   */
  async #whyUnsent(error: IoError): Promise<DnsResult> {
    const { io, triesTcp } = this.#options;
    if (error.code !== "UNKNOWN" || !triesTcp) return { kind: "failed", error };
    this.#isUnsent = true;
    await Promise.race([
      this.#byTcp(),
      pause(io, TCP_AFTER_MS, this.#signal),
    ]);
    if (UNSENT.includes(this.#tcpError?.code ?? "")) {
      return { kind: "failed", error: this.#tcpError };
    }
    return { kind: "failed", error, isForbidden: io.platform === "linux" };
  }

  async #again(): Promise<DnsResult | undefined> {
    const { io, mayRepeat } = this.#options;
    if (!await pause(io, REPEAT_AFTER_MS, this.#signal)) return undefined;
    if (!mayRepeat()) return undefined;
    try {
      return await this.#byUdp();
    } catch (error) {
      this.#named(error);
      return undefined;
    }
  }

  async #fallback(): Promise<DnsResult | undefined> {
    const { io, triesTcp } = this.#options;
    if (!triesTcp) return undefined;
    const early = AbortSignal.any([this.#signal, this.#urgent.signal]);
    await pause(io, TCP_AFTER_MS, early);
    if (this.#signal.aborted || this.#isUnsent) return undefined;
    return await this.#byTcp() ?? this.#garbledResult();
  }

  async #byUdp(): Promise<DnsResult | undefined> {
    const { io } = this.#options;
    const startMs = io.clock.monotonicMs();
    const options = { ...this.#server, signal: this.#signal };
    let strays = 0;
    for await (const bytes of io.exchange(this.#message, options)) {
      const message = bytes.length <= MAX_DATAGRAM_BYTES
        ? parseDnsReply(bytes, this.#query)
        : { kind: "garbled" } as const;
      if (message.kind === "garbled") this.#keepGarbled(bytes);
      if (message.kind !== "reply" && ++strays === MAX_STRAYS) break;
      if (message.kind !== "reply") continue;
      const rttMs = io.clock.monotonicMs() - startMs;
      const answered = { kind: "answered", reply: message, rttMs } as const;
      return message.truncated ? await this.#byTcp() ?? answered : answered;
    }
    return undefined;
  }

  #byTcp(): Promise<DnsResult | undefined> {
    return this.#tcp ??= this.#askByTcp();
  }

  async #askByTcp(): Promise<DnsResult | undefined> {
    const { io } = this.#options;
    const startMs = io.clock.monotonicMs();
    const { reply, garbled, error } = await askDnsByTcp({
      server: this.#server,
      query: this.#query,
      message: this.#message,
    }, { io, signal: this.#signal });
    this.#tcpError = error;
    if (garbled !== undefined) this.#keepGarbled(garbled);
    const rttMs = io.clock.monotonicMs() - startMs;
    return reply && { kind: "answered", reply, rttMs };
  }

  #keepGarbled(bytes: Uint8Array): void {
    this.#garbled ??= bytes;
    this.#urgent.abort();
  }

  #garbledResult(): DnsResult | undefined {
    const bytes = this.#garbled;
    return bytes && { kind: "garbled", bytes, error: this.#tcpError };
  }

  /** The failure, or `undefined` where the wait was ended. */
  #named(error: unknown): IoError | undefined {
    if (error instanceof IoError) return error;
    if (this.#signal.aborted) return undefined;
    throw error;
  }
}

/** The first result that there is, or `undefined` once all are done. */
function firstDefined<T>(
  work: readonly Promise<T | undefined>[],
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const each = work.map(async (one) => {
      const result = await one;
      if (result !== undefined) resolve(result);
    });
    Promise.all(each).then(() => resolve(undefined), reject);
  });
}
