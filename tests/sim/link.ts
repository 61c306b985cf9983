import { Random } from "./random.ts";

/** How a kind of link treats packets. Times are in milliseconds. */
export interface LinkModel {
  /** Shortest round trip. */
  readonly roundTripMs: number;
  /** Mean of what comes on top of a one-way delay. */
  readonly jitterMs: number;
  /** Share of packets that are lost in good times. */
  readonly loss: number;
  /** Share of packets that are lost in a burst. */
  readonly burstLoss: number;
  /** Mean length of a burst. */
  readonly burstMs: number;
  /** Mean time between bursts. */
  readonly betweenBurstsMs: number;
  /** Delay of the rare packet that is held up. */
  readonly spikeMs: number;
}

/** One packet in so many is held up by a spike. */
const PACKETS_PER_SPIKE = 2000;

/**
 * The links of the study that the two-stage rule was chosen by: burst loss by
 * Gilbert and Elliott (two states, exponential stays), and a rare spike.
 */
export const LINKS = {
  "lan": {
    roundTripMs: 0.5,
    jitterMs: 0.1,
    loss: 1e-6,
    burstLoss: 0,
    burstMs: 0,
    betweenBurstsMs: Infinity,
    spikeMs: 0,
  },
  "wifi": {
    roundTripMs: 4,
    jitterMs: 1,
    loss: 0.002,
    burstLoss: 0.6,
    burstMs: 350,
    betweenBurstsMs: 120_000,
    spikeMs: 250,
  },
  "mobile": {
    roundTripMs: 55,
    jitterMs: 10,
    loss: 0.006,
    burstLoss: 0.7,
    burstMs: 800,
    betweenBurstsMs: 90_000,
    spikeMs: 700,
  },
} as const satisfies Record<string, LinkModel>;

/** A time, in milliseconds, in which nothing passes. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A retransmission looks ahead that far at most: more than two bursts. */
const KEPT_BURSTS = 32;

/** One link, both directions: packets pass, late, or not at all. */
export class Link {
  readonly model: LinkModel;
  readonly #random: Random;
  readonly #outages: readonly Span[];
  readonly #bursts: Span[] = [];

  /** `outages`: when the far host is silent, in order. */
  constructor(model: LinkModel, seed: number, outages: readonly Span[] = []) {
    this.model = model;
    this.#random = new Random(seed);
    this.#outages = outages;
  }

  /** Whether a packet that is sent then is lost. */
  loses(atMs: number): boolean {
    if (this.isOut(atMs)) return true;
    const { loss, burstLoss } = this.model;
    return this.#random.next() < (this.#inBurst(atMs) ? burstLoss : loss);
  }

  /** Whether nothing at all passes then. */
  isOut(atMs: number): boolean {
    return this.#outages.some(({ fromMs, toMs }) =>
      fromMs <= atMs && atMs < toMs
    );
  }

  /** Whether nothing will ever pass again. */
  isOver(atMs: number): boolean {
    const last = this.#outages.at(-1);
    return last !== undefined && last.toMs === Infinity && atMs >= last.fromMs;
  }

  /** How long a packet takes that is not lost. */
  delayMs(): number {
    const { roundTripMs, jitterMs, spikeMs } = this.model;
    const isHeldUp = this.#random.next() * PACKETS_PER_SPIKE < 1;
    return roundTripMs / 2 + this.#random.exponential(jitterMs) +
      (isHeldUp ? spikeMs : 0);
  }

  #inBurst(atMs: number): boolean {
    const { burstMs, betweenBurstsMs } = this.model;
    if (betweenBurstsMs === Infinity) return false;
    for (;;) {
      const lastMs = this.#bursts.at(-1)?.toMs ?? 0;
      if (lastMs > atMs) break;
      const fromMs = lastMs + this.#random.exponential(betweenBurstsMs);
      const toMs = fromMs + this.#random.exponential(burstMs);
      this.#bursts.push({ fromMs, toMs });
      if (this.#bursts.length > KEPT_BURSTS) this.#bursts.shift();
    }
    for (let index = this.#bursts.length - 1; index >= 0; index--) {
      const burst = this.#bursts[index];
      if (burst === undefined || burst.toMs <= atMs) return false;
      if (burst.fromMs <= atMs) return true;
    }
    return false;
  }
}
