import type { AgentIo } from "../io/agent_io.ts";
import type { Channel, Listener } from "../io/io.ts";
import type { Journal } from "../model/journal.ts";
import { ACCEPT_PAUSE_MS } from "../model/limits.ts";
import { startDeadline } from "../probe/deadline.ts";
import { encodeJournalAnswer } from "../wire/agent/journal_answer.ts";
import {
  MAX_AGENT_REQUEST_BYTES,
  readAgentRequest,
} from "../wire/agent/journal_request.ts";
import { isSameToken } from "../wire/agent/same_token.ts";

/** Most clients at once: those who watch through one proxy, with some left. */
const MAX_CLIENTS = 64;

/** Longest time for a request and its answer, in milliseconds. */
const REQUEST_MS = 5000;

/** What the statuses are called, and what more a client must know. */
const REASONS = {
  200: ["OK", "Content-Type: application/json"],
  400: ["Bad Request"],
  401: ["Unauthorized", 'WWW-Authenticate: Bearer realm="faultline"'],
  404: ["Not Found"],
  405: ["Method Not Allowed", "Allow: GET"],
  503: ["Service Unavailable", "Retry-After: 1"],
} as const;

/** Hands a journal over to whoever shows the token. */
export class AgentServer {
  readonly #io: AgentIo;
  readonly #listener: Listener;
  readonly #token: string;
  readonly #handOver: (sinceMs?: number) => Journal;
  readonly #clients = new Set<Promise<void>>();

  /**
   * Takes a port that is open; `run()` serves it.
   *
   * @param io The world.
   * @param listener The port; it is closed in the end.
   * @param token What a client must show.
   * @param handOver Gives the journal, from some instant on.
   */
  constructor(
    io: AgentIo,
    listener: Listener,
    token: string,
    handOver: (sinceMs?: number) => Journal,
  ) {
    this.#io = io;
    this.#listener = listener;
    this.#token = token;
    this.#handOver = handOver;
  }

  /** Serves until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) {
        const channel = await this.#accept(signal);
        if (channel !== undefined) this.#begin(channel, signal);
      }
    } finally {
      this.#listener.close();
      await Promise.all(this.#clients);
    }
  }

  async #accept(signal: AbortSignal): Promise<Channel | undefined> {
    try {
      return await this.#listener.accept(signal) ?? undefined;
    } catch {
      await this.#io.sleep(ACCEPT_PAUSE_MS, signal).catch(() => {});
      return undefined;
    }
  }

  #begin(channel: Channel, signal: AbortSignal): void {
    const isFull = this.#clients.size >= 2 * MAX_CLIENTS;
    if (isFull) return channel.close();
    const isBusy = this.#clients.size >= MAX_CLIENTS;
    const work = this.#serve(channel, isBusy, signal)
      .finally(() => this.#clients.delete(work));
    this.#clients.add(work);
  }

  /** Whatever breaks ends this connection and no other. */
  async #serve(
    channel: Channel,
    isBusy: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const io = this.#io;
    const deadline = startDeadline({ io, signal, timeoutMs: REQUEST_MS });
    try {
      const head = isBusy ? "" : await readHead(channel, deadline.signal);
      const answer = isBusy ? encode(503) : this.#answer(head);
      await channel.write(answer, deadline.signal);
    } catch {
      // The client left, or was too slow.
    } finally {
      deadline.stop();
      channel.close();
    }
  }

  #answer(head: string | undefined): Uint8Array {
    if (head === undefined) return encode(400);
    const request = readAgentRequest(head);
    if (request.kind === "refused") return encode(request.status);
    if (!isSameToken(request.token, this.#token)) return encode(401);
    return encode(200, encodeJournalAnswer(this.#handOver(request.sinceMs)));
  }
}

/** The head of a request; `undefined` where it does not end. */
async function readHead(
  channel: Channel,
  signal: AbortSignal,
): Promise<string | undefined> {
  let text = "";
  while (text.length < MAX_AGENT_REQUEST_BYTES) {
    const end = text.indexOf("\r\n\r\n");
    if (end >= 0) return text.slice(0, end);
    const bytes = await channel.read(signal);
    if (bytes === null) return undefined;
    text += String.fromCharCode(...bytes.subarray(0, MAX_AGENT_REQUEST_BYTES));
  }
  return undefined;
}

function encode(status: keyof typeof REASONS, body?: string): Uint8Array {
  const [reason, ...headers] = REASONS[status];
  const text = body ?? `${status} ${reason}\n`;
  const lines = [
    `HTTP/1.1 ${status} ${reason}`,
    ...headers,
    `Content-Length: ${text.length}`,
    "Cache-Control: no-store",
    "Connection: close",
  ];
  return new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n${text}`);
}
