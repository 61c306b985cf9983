import { classify } from "../core/classify/classify.ts";
import {
  isSettled,
  mayBeSettled,
  type PendingLook,
} from "../core/classify/settled.ts";
import type { Io } from "../io/io.ts";
import { MIN_TIMEOUT_MS } from "../model/limits.ts";
import type { Observation } from "../model/observation.ts";
import type { ObservedSegment } from "../model/segment.ts";
import { LinkedAbort } from "../probe/linked_abort.ts";
import type { Probe, ProbeResult } from "../probe/probe.ts";
import { redact } from "./redact.ts";
import type { LookSharing } from "./shared_looks.ts";

/** What a run needs. */
export interface RunOptions {
  /** The world. */
  readonly io: Io;
  /** The longest that one probe may wait, in milliseconds. */
  readonly timeoutMs: number;
  /**
   * When the run will be cut, on the monotonic clock: a probe that begins late
   * waits less, so that its silence is seen and not lost.
   * @default {Infinity}
   */
  readonly endsAtMs?: number | undefined;
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** What no observation may show, as passwords. */
  readonly secrets: readonly string[];
  /** What other diagnoses look at as well. @default nothing */
  readonly shared?: LookSharing | undefined;
  /** Is told of each fact as it comes in. */
  readonly onObservation?: ((observation: Observation) => void) | undefined;
  /** Is told what is being waited for, whenever that changes. */
  readonly onWaiting?: ((what: readonly string[]) => void) | undefined;
}

/**
 * Shortest wait that a probe is cut to, in milliseconds: a machine too busy to
 * begin it in time is too busy to hear an answer at once. With less left the
 * run may end before it, without a word.
 */
const LEAST_WAIT_MS = 400;

/** What a look is for. */
export interface LookInfo extends PendingLook {
  /** What is being waited for, in words. */
  readonly what: string;
}

/** How one probe is run. */
export interface LookOptions {
  /** Adds what is known of the place to an observation. */
  readonly annotate?: (observation: Observation) => Observation;
  /**
   * How much of the time-out had passed when it was started, in milliseconds.
   * @default {0}
   */
  readonly spentMs?: number;
}

/**
 * The looks of one diagnosis: starts them, gathers what they see, and ends
 * them all once the verdict cannot change any more.
 */
export class Run {
  readonly #options: RunOptions;
  readonly #observations: Observation[] = [];
  readonly #pending = new Set<{ info: LookInfo }>();
  readonly #work: Promise<unknown>[] = [];
  readonly #ended: LinkedAbort;

  /** Begins a run with nothing seen. */
  constructor(options: RunOptions) {
    this.#options = options;
    this.#ended = new LinkedAbort(options.signal);
  }

  /** The world. */
  get io(): Io {
    return this.#options.io;
  }

  /** Aborts when the run has ended or was cancelled. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** The longest that one probe may wait, in milliseconds. */
  get timeoutMs(): number {
    return this.#options.timeoutMs;
  }

  /** All that was seen so far. */
  get observations(): readonly Observation[] {
    return this.#observations;
  }

  /**
   * Runs one probe and keeps what it saw, unless the run has ended. A look that
   * helps to judge a silence names what was spent of the time before it began,
   * and ends with that silence.
   */
  async look<Input>(
    probe: Probe<Input>,
    input: Input,
    { annotate, spentMs = 0 }: LookOptions = {},
  ): Promise<ProbeResult> {
    const { endsAtMs = Infinity, shared } = this.#options;
    const leftMs = endsAtMs - this.io.clock.monotonicMs();
    const wantedMs = this.timeoutMs - spentMs;
    const waitMs = Math.min(wantedMs, Math.max(leftMs, LEAST_WAIT_MS));
    const context = {
      io: this.io,
      signal: this.signal,
      timeoutMs: Math.max(waitMs, MIN_TIMEOUT_MS),
    };
    const result =
      await (shared === undefined
        ? probe(input, context)
        : shared.look(probe, input, context));
    if (!this.signal.aborted) {
      for (const observation of result.observations) {
        this.add(annotate?.(observation) ?? observation);
      }
    }
    return result;
  }

  /** Keeps a fact, without secrets that a peer has sent back. */
  add(observation: Observation): void {
    const { secrets, onObservation } = this.#options;
    const kept = redact(observation, secrets);
    this.#observations.push(kept);
    onObservation?.(kept);
    this.#judge();
  }

  /**
   * Starts work that runs beside the rest. What it waits for is told by the
   * `move` function, which it calls whenever it comes to another segment.
   */
  start(
    info: LookInfo,
    work: (move: (info: LookInfo) => void) => Promise<void>,
  ): void {
    const entry = { info };
    this.#pending.add(entry);
    const move = (next: LookInfo) => {
      entry.info = next;
      this.#tellWaiting();
      this.#judge();
    };
    const done = work(move).catch((error: unknown) => {
      // An abort of this run's own signal ends its looks; all else is a bug.
      if (!this.signal.aborted) throw error;
    }).finally(() => {
      this.#pending.delete(entry);
      this.#tellWaiting();
      this.#judge();
    });
    this.#work.push(done);
    this.#tellWaiting();
  }

  /** Waits until the verdict stands, then until no look is left behind. */
  async finish(): Promise<void> {
    try {
      // Work may start more work: wait until a pass finds none that is new.
      for (let seen = 0; seen < this.#work.length;) {
        seen = this.#work.length;
        await Promise.all(this.#work);
      }
    } finally {
      this.#ended.end();
      await Promise.allSettled(this.#work);
    }
    this.#options.signal.throwIfAborted();
  }

  /** Ends all looks once the verdict cannot change any more. */
  #judge(): void {
    if (this.signal.aborted) return;
    const pending = [...this.#pending].map(({ info }) => info);
    if (!mayBeSettled(this.#observations, pending)) return;
    const verdict = classify(this.#observations);
    if (isSettled(verdict, pending, this.#observations)) {
      this.#ended.end();
    }
  }

  #tellWaiting(): void {
    const { onWaiting } = this.#options;
    if (onWaiting === undefined || this.signal.aborted) return;
    onWaiting([...this.#pending].map(({ info }) => info.what));
  }
}

/** Names a look that decides its own segment or can reach the target. */
export function attempt(
  segment: ObservedSegment,
  what: string,
  family?: 4 | 6,
): LookInfo {
  return { segment, kind: "attempt", what, ...(family && { family }) };
}

/** Names a look that only helps to tell candidates apart. */
export function contrast(segment: ObservedSegment, what: string): LookInfo {
  return { segment, kind: "contrast", what };
}
