import type { Link } from "./link.ts";

/** Least retransmission time-out of Linux, above the round trip, in ms. */
const RTO_MS = 200;

/** Longest retransmission time-out of Linux (`TCP_RTO_MAX`), in ms. */
const MAX_RTO_MS = 120_000;

/** Between the first tries of a connection (Linux ≥ 6.5, measured), in ms. */
const SYN_RETRY_MS = 1000;

/**
 * One direction of a connection: bytes arrive in order, and what was lost is
 * sent again after a time-out that doubles.
 */
export class Stream {
  readonly #link: Link;
  #lastMs = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  /** When bytes arrive that are written then; `Infinity` if never. */
  write(atMs: number): number {
    this.#lastMs = Math.max(this.#lastMs, arrivalMs(this.#link, atMs));
    return this.#lastMs;
  }
}

function arrivalMs(link: Link, atMs: number): number {
  let sentMs = atMs;
  let rtoMs = link.model.roundTripMs + RTO_MS;
  while (link.loses(sentMs)) {
    if (link.isOver(sentMs)) return Infinity;
    sentMs += rtoMs;
    rtoMs = Math.min(MAX_RTO_MS, 2 * rtoMs);
  }
  const arrivesMs = sentMs + link.delayMs();
  return link.isOver(arrivesMs) ? Infinity : arrivesMs;
}

/** A connection to a server that answers each beat at once. */
export class Connection {
  readonly #up: Stream;
  readonly #down: Stream;
  readonly #hungFromMs: number;

  /** From `hungFromMs` on the application answers nothing. */
  constructor(link: Link, hungFromMs = Infinity) {
    this.#up = new Stream(link);
    this.#down = new Stream(link);
    this.#hungFromMs = hungFromMs;
  }

  /** When the answer to a beat is there that is written then. */
  beat(atMs: number): number {
    if (atMs === Infinity) return Infinity;
    const readMs = this.#up.write(atMs);
    if (readMs === Infinity || readMs >= this.#hungFromMs) return Infinity;
    return this.#down.write(readMs);
  }
}

/** When a connection that is begun then stands; `Infinity` if never. */
export function connectedMs(link: Link, atMs: number): number {
  let sentMs = atMs;
  let answerMs = roundTripEndMs(link, sentMs);
  while (answerMs === Infinity) {
    if (link.isOver(sentMs)) return Infinity;
    sentMs += SYN_RETRY_MS;
    answerMs = roundTripEndMs(link, sentMs);
  }
  return answerMs;
}

/** When a packet that is sent once is answered; `Infinity` if it is not. */
export function roundTripEndMs(link: Link, atMs: number): number {
  if (link.loses(atMs)) return Infinity;
  const thereMs = atMs + link.delayMs();
  if (link.loses(thereMs)) return Infinity;
  return thereMs + link.delayMs();
}
