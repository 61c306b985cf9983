import type { WatchTransition } from "../model/watch_transition.ts";

/** Most moves that are kept of all targets together: a page of 1 MB. */
const MAX_MOVES = 5000;

/** Moves that are kept of each target, however many there are. */
const MIN_MOVES = 8;

/** Most stretches of round trips of all targets together: a page of 2 MB. */
const MAX_STRETCHES = 20_000;

/** Most stretches of one target: two pixels each. */
const MAX_OWN_STRETCHES = 400;

/** Round trips that follow one another, as one. */
export interface Stretch {
  /** When the first was, in milliseconds since 1970. */
  readonly fromMs: number;
  /** When the last was. */
  readonly toMs: number;
  /** How many there are. */
  readonly count: number;
  /** The shortest, in milliseconds. */
  readonly leastMs: number;
  /** The longest. */
  readonly mostMs: number;
  /** All of them together. */
  readonly sumMs: number;
}

/**
 * Keeps what happened to one watched target, bounded however long it takes:
 * of the moves the newest, of the round trips all, ever more of them as one.
 */
export class WatchHistory {
  /** The target, as a URL without credentials. */
  readonly target: string;
  readonly #maxMoves: number;
  readonly #maxStretches: number;
  #moves: WatchTransition[] = [];
  #stretches: Stretch[] = [];
  #perStretch = 1;
  #dropped = 0;
  #toMs = -Infinity;

  /**
   * Begins empty.
   *
   * @param target The target, as a URL without credentials.
   * @param targets How many targets share the room.
   */
  constructor(target: string, targets: number) {
    this.target = target;
    const share = Math.floor(MAX_STRETCHES / targets);
    this.#maxMoves = Math.max(MIN_MOVES, Math.floor(MAX_MOVES / targets));
    this.#maxStretches = Math.min(MAX_OWN_STRETCHES, share);
  }

  /** The moves that were kept, oldest first. */
  get moves(): readonly WatchTransition[] {
    return this.#moves;
  }

  /** How many older moves were left out. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The round trips, oldest first. */
  get roundTrips(): readonly Stretch[] {
    return this.#stretches;
  }

  /** When it begins, in milliseconds since 1970: with the oldest move kept. */
  get fromMs(): number {
    const [first] = this.#moves;
    return first === undefined ? this.#toMs : Date.parse(first.at);
  }

  /** When something happened last. */
  get toMs(): number {
    return this.#toMs;
  }

  /**
   * Takes the next move.
   *
   * @param move The move.
   * @param isRepeated Whether it only repeats what was said of the outage.
   */
  addMove(move: WatchTransition, isRepeated: boolean): void {
    this.#toMs = Math.max(this.#toMs, Date.parse(move.at));
    if (isRepeated) return;
    this.#moves.push(move);
    if (this.#moves.length <= this.#maxMoves) return;
    this.#moves.shift();
    this.#dropped++;
  }

  /**
   * Takes the next round trip.
   *
   * @param roundTripMs How long it took, in milliseconds.
   * @param at When, ISO 8601 in UTC.
   */
  addRoundTrip(roundTripMs: number, at: string): void {
    const atMs = Date.parse(at);
    this.#toMs = Math.max(this.#toMs, atMs);
    const one: Stretch = {
      fromMs: atMs,
      toMs: atMs,
      count: 1,
      leastMs: roundTripMs,
      mostMs: roundTripMs,
      sumMs: roundTripMs,
    };
    const last = this.#stretches.at(-1);
    if (last !== undefined && last.count < this.#perStretch) {
      this.#stretches[this.#stretches.length - 1] = joined(last, one);
      return;
    }
    if (this.#stretches.length >= this.#maxStretches) this.#halve();
    this.#stretches.push(one);
  }

  #halve(): void {
    this.#perStretch *= 2;
    this.#stretches = this.#stretches.flatMap((stretch, index, all) => {
      if (index % 2 === 1) return [];
      const next = all[index + 1];
      return [next === undefined ? stretch : joined(stretch, next)];
    });
  }
}

function joined(one: Stretch, next: Stretch): Stretch {
  return {
    fromMs: one.fromMs,
    toMs: next.toMs,
    count: one.count + next.count,
    leastMs: Math.min(one.leastMs, next.leastMs),
    mostMs: Math.max(one.mostMs, next.mostMs),
    sumMs: one.sumMs + next.sumMs,
  };
}
