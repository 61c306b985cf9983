import type { Verdict } from "../model/verdict.ts";
import { within } from "../probe/within.ts";
import type {
  LookTimes,
  PathFinding,
  PathLook,
  PathLooks,
  PathQuestion,
} from "./path_looks.ts";

/**
 * How long before the detector's certainty a look must be judged, in
 * milliseconds: so that the verdict has its name by then.
 */
const JUDGED_BEFORE_MS = 50;

/**
 * What is left of a look after its first probes had their time, in
 * milliseconds: probes that start later are cut there.
 */
const LATER_PROBES_MS = 100;

/**
 * Least patience with a look that is late, in milliseconds: on a busy machine
 * timers are late together, and what its probes heard comes in the next turn.
 */
const LAST_TURN_MS = 20;

/** Least time-out of a look: a round trip of a continent and some patience. */
const MIN_LOOK_MS = 200;

/** What is asked of a path in doubt. */
export interface DoubtRequest {
  /** The epoch that the answer belongs to. */
  readonly epoch: number;
  /** A look that began earlier is no answer. */
  readonly sinceMs: number;
  /** Where a link leads that is said to be lost. */
  readonly lostTowards?: string | undefined;
  /** How long until the detector is sure; absent where none is about to be. */
  readonly windowMs?: number | undefined;
  /** Whether only a look that had all its time is an answer. */
  readonly isPatient?: boolean;
  /** Ends the interest. */
  readonly signal: AbortSignal;
}

/** How long the probes of a look may wait, in milliseconds. */
export interface DoubtTimes {
  /** Where a detector is about to be sure. */
  readonly timeoutMs: number;
  /** Where there is time for an answer that comes by itself. */
  readonly patientMs: number;
}

/** What was found, and for which epoch. */
export interface DoubtAnswer extends PathFinding {
  /** That of the last request which the look serves. */
  readonly epoch: number;
  /** When the look began, in milliseconds on the monotonic clock. */
  readonly beganMs: number;
}

/** The looks of one watcher at its path: at most one runs at a time. */
export class PathDoubt {
  readonly #looks: PathLooks;
  readonly #question: PathQuestion;
  readonly #times: DoubtTimes;
  #running: { readonly look: PathLook; epoch: number } | undefined;

  /** Prepares; nothing is looked at yet. */
  constructor(looks: PathLooks, question: PathQuestion, times: DoubtTimes) {
    this.#looks = looks;
    this.#question = question;
    this.#times = times;
  }

  /** The judgement of what the running look has seen so far. */
  soFar(): Verdict | null {
    return this.#running?.look.soFar() ?? null;
  }

  /** When the running look began, in milliseconds; never, where none runs. */
  get runsSinceMs(): number {
    return this.#running?.look.beganMs ?? Infinity;
  }

  /**
   * How much longer the running look may take that should be done by now.
   *
   * @param nowMs Now, in milliseconds on the monotonic clock.
   * @returns Milliseconds; 0 where none is late.
   */
  lateMs(nowMs: number): number {
    const look = this.#running?.look;
    if (look === undefined || nowMs < look.beganMs + look.limitMs) return 0;
    return Math.max(LAST_TURN_MS, look.beganMs + look.cutMs - nowMs);
  }

  /**
   * Looks, or lets the look that runs serve this request too.
   *
   * @returns The answer; `undefined` where an earlier request brings it, or
   * nobody wants it any more.
   */
  async ask(request: DoubtRequest): Promise<DoubtAnswer | undefined> {
    const { epoch, sinceMs, signal, lostTowards } = request;
    const times = this.#timesOf(request.windowMs);
    const leastMs = request.isPatient ? times.limitMs : undefined;
    const options = { ...times, sinceMs, signal, lostTowards, leastMs };
    const look = this.#looks.ask(this.#question, options);
    if (this.#running?.look === look) {
      this.#running.epoch = epoch;
      return undefined;
    }
    const mine = { look, epoch };
    this.#running = mine;
    const finding = await within(look.done, signal);
    // Whoever leaves last waits until no subprocess is left.
    if (look.isAbandoned) await look.done;
    const isNewest = this.#running === mine;
    if (isNewest) this.#running = undefined;
    if (finding === undefined || !isNewest || signal.aborted) return undefined;
    return { ...finding, epoch: mine.epoch, beganMs: look.beganMs };
  }

  #timesOf(windowMs: number | undefined): LookTimes {
    const { timeoutMs, patientMs } = this.#times;
    if (windowMs === undefined) {
      // A name, a connection and an answer: three stages at most are silent.
      return { timeoutMs: patientMs, limitMs: 3 * patientMs };
    }
    const limitMs = Math.max(MIN_LOOK_MS, windowMs - JUDGED_BEFORE_MS);
    const firstMs = Math.max(MIN_LOOK_MS, limitMs - LATER_PROBES_MS);
    return { timeoutMs: Math.min(timeoutMs, firstMs), limitMs };
  }
}
