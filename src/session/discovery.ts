import type { DatagramAnswer, DiscoveryIo } from "../io/discovery_io.ts";
import { IoError } from "../io/io.ts";
import { MAX_DISCOVERED } from "../model/limits.ts";
import {
  encodeDiscoveryQuery,
  isDiscoveryAnswer,
} from "../wire/heartbeat/discovery.ts";

/**
 * How often each address is asked, since any datagram may be lost: where one
 * in twenty is, question or answer, one server in a thousand is overlooked.
 */
const ROUNDS = 3;

/** Part of the time in which questions are sent; the rest is for answers. */
const ASKING_PART = 1 / 2;

/** Options of {@linkcode searchServers}. */
export interface SearchOptions {
  /** Literal addresses to ask, of hosts or broadcast ones. */
  readonly destinations: readonly string[];
  /** The port to ask, 1 to 65535. */
  readonly port: number;
  /** How long to wait for answers, in milliseconds. */
  readonly forMs: number;
  /** Ends the search earlier. */
  readonly signal: AbortSignal;
}

/** An answer of a server, or why an address could not be asked. */
export type SearchResult =
  | { readonly via: string; readonly answer: DatagramAnswer }
  | { readonly via: string; readonly error: IoError };

/**
 * Asks addresses for servers. Each server is told once, with its first answer;
 * each address that cannot be asked is told once, too. Each question has a
 * socket of its own, so that the time of an answer is measured from the
 * question that it answers.
 *
 * @param io The world.
 * @param options Whom to ask, and for how long.
 * @returns What comes, as it comes.
 */
export async function* searchServers(
  io: DiscoveryIo,
  options: SearchOptions,
): AsyncGenerator<SearchResult> {
  const search = new Search();
  const over = new AbortController();
  const end = () => over.abort(new DOMException("over", "AbortError"));
  options.signal.addEventListener("abort", end, { once: true });
  if (options.signal.aborted) end();
  io.sleep(options.forMs, over.signal).then(end, () => {});
  const asked = options.destinations.map((address) =>
    askRepeatedly(io, address, options, search, over.signal)
  );
  const all = Promise.all(asked).then(() => search.end(), search.fail);
  try {
    yield* search.read();
  } finally {
    end();
    options.signal.removeEventListener("abort", end);
    await all;
  }
}

async function askRepeatedly(
  io: DiscoveryIo,
  address: string,
  { port, forMs }: SearchOptions,
  search: Search,
  signal: AbortSignal,
): Promise<void> {
  const query = encodeDiscoveryQuery();
  const pauseMs = forMs * ASKING_PART / (ROUNDS - 1);
  const rounds: Promise<void>[] = [];
  for (let round = 0; round < ROUNDS && !signal.aborted; round++) {
    if (round > 0) await io.sleep(pauseMs, signal).catch(() => {});
    if (signal.aborted || search.hasFailed(address)) break;
    const answers = io.ask(query, { address, port, signal });
    rounds.push(listen(address, answers, search, signal));
  }
  await Promise.all(rounds);
}

async function listen(
  via: string,
  answers: AsyncIterable<DatagramAnswer>,
  search: Search,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const answer of answers) search.take(via, answer);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof IoError)) throw error;
    search.giveUp(via, error);
  }
}

/** What a search has found, each once. */
class Search {
  readonly #found: Set<string> = new Set();
  readonly #failed: Set<string> = new Set();
  readonly #results: SearchResult[] = [];
  #wake: () => void = () => {};
  #isOver = false;
  #error: unknown;

  readonly fail = (error: unknown): void => {
    this.#error = error;
    this.end();
  };

  hasFailed(via: string): boolean {
    return this.#failed.has(via);
  }

  take(via: string, answer: DatagramAnswer): void {
    const name = `${answer.address} ${answer.port}`;
    if (!isDiscoveryAnswer(answer.bytes) || this.#found.has(name)) return;
    if (this.#found.size === MAX_DISCOVERED) return;
    this.#found.add(name);
    this.#put({ via, answer });
  }

  giveUp(via: string, error: IoError): void {
    if (this.#failed.has(via)) return;
    this.#failed.add(via);
    this.#put({ via, error });
  }

  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  async *read(): AsyncGenerator<SearchResult> {
    for (;;) {
      const result = this.#results.shift();
      if (result !== undefined) {
        yield result;
      } else if (this.#error !== undefined) {
        throw this.#error;
      } else if (this.#isOver) {
        return;
      } else {
        const { promise, resolve } = Promise.withResolvers<void>();
        this.#wake = resolve;
        await promise;
      }
    }
  }

  #put(result: SearchResult): void {
    this.#results.push(result);
    this.#wake();
  }
}
