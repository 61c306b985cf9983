import { classify } from "../core/classify/classify.ts";
import type { Io } from "../io/io.ts";
import type { Observation } from "../model/observation.ts";
import type { Verdict } from "../model/verdict.ts";
import { pause } from "../probe/pause.ts";
import { answerQuestion } from "./diagnose.ts";
import { findOwnLinkLost } from "./own_link.ts";
import type { Question } from "./question.ts";

/**
 * How long before a look should be done its probes have had their time, in
 * milliseconds: what they did not hear by then is a fact as well. On a busy
 * machine 30 were too few (measured).
 */
const CUT_MS = 80;

/**
 * How much longer a look may take whose probes are not done, in milliseconds:
 * a busy machine began them 0.2 s to 0.4 s late (measured), and a name that is
 * said in haste has candidates beside it that nobody has looked at.
 */
const GRACE_MS = 150;

/** The same as a part of a short look. */
const GRACE_SHARE = 0.25;

/** Which path is looked at. */
export type PathQuestion = Omit<Question, "timeoutMs">;

/** How long a look may take. */
export interface LookTimes {
  /** The longest that one probe may wait, in milliseconds. */
  readonly timeoutMs: number;
  /** When it should be done, in milliseconds from the start. */
  readonly limitMs: number;
}

/** Who asks, and how fresh the answer must be. */
export interface AskOptions extends LookTimes {
  /**
   * Where a link leads that is said to be lost: that is looked at first, since
   * a packet sent in vain makes neighbour discovery late once it is back.
   */
  readonly lostTowards?: string | undefined;
  /**
   * Least time, in milliseconds, that a look of somebody else must have had.
   * @default {0}
   */
  readonly leastMs?: number | undefined;
  /** The look must have begun at or after this time. */
  readonly sinceMs: number;
  /** Ends the interest; the look ends with the last who had one. */
  readonly signal: AbortSignal;
}

/**
 * The looks at paths of one process. One look serves everybody who asks for
 * the same path meanwhile: a thousand sessions lost at once start one set of
 * probes.
 */
export class PathLooks {
  readonly #io: Io;
  readonly #looks = new Map<string, PathLook>();

  /** Prepares; nothing is looked at yet. */
  constructor(io: Io) {
    this.#io = io;
  }

  /** Gives the look that answers, a running one if there is one. */
  ask(question: PathQuestion, options: AskOptions): PathLook {
    const { target, proxy, references, nameServers, spoken } = question;
    const key = JSON.stringify([
      [target.url, target.credentials],
      proxy && [proxy.url, proxy.credentials],
      references,
      nameServers,
      spoken,
    ]);
    const known = this.#looks.get(key);
    const { sinceMs, leastMs = 0 } = options;
    const isGood = known !== undefined && known.beganMs >= sinceMs &&
      known.limitMs >= leastMs;
    if (isGood && known.join(options.signal)) return known;
    const look = new PathLook(this.#io, question, options);
    this.#looks.set(key, look);
    look.join(options.signal);
    look.done.finally(() => {
      // What was seen is kept by those who asked.
      if (this.#looks.get(key) === look && look.isAbandoned) {
        this.#looks.delete(key);
      }
    }).catch(() => {});
    return look;
  }

  /** Drops looks that nobody may use any more. */
  forget(): void {
    this.#looks.clear();
  }
}

/** One look at one path, shared. */
export class PathLook {
  /** When it began, in milliseconds on the monotonic clock. */
  readonly beganMs: number;
  /** When it should be done, in milliseconds from there. */
  readonly limitMs: number;
  /** When it is cut, likewise, and what was seen by then is judged. */
  readonly cutMs: number;
  /** What was found; `undefined` where everybody had left. */
  readonly done: Promise<PathFinding | undefined>;
  readonly #observations: Observation[] = [];
  readonly #abandoned = new AbortController();
  #interested = 0;
  #isDone = false;

  /** Begins to look. */
  constructor(io: Io, question: PathQuestion, options: AskOptions) {
    this.beganMs = io.clock.monotonicMs();
    const { limitMs } = options;
    this.limitMs = limitMs;
    this.cutMs = limitMs + Math.min(GRACE_MS, GRACE_SHARE * limitMs);
    this.done = this.#look(io, question, options).finally(() => {
      this.#isDone = true;
    });
  }

  /** Whether everybody left before it was done. */
  get isAbandoned(): boolean {
    return this.#abandoned.signal.aborted;
  }

  /** All that was seen so far. */
  get observations(): readonly Observation[] {
    return this.#observations;
  }

  /** The judgement of what was seen so far. */
  soFar(): Verdict | null {
    return classify(this.#observations);
  }

  /** Takes an interest; `false` where the look was given up already. */
  join(signal: AbortSignal): boolean {
    if (this.isAbandoned) return false;
    if (this.#isDone) return true;
    this.#interested++;
    const leave = () => {
      this.#interested--;
      if (this.#interested === 0) this.#abandoned.abort();
    };
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
    this.done.finally(() => signal.removeEventListener("abort", leave))
      .catch(() => {});
    return true;
  }

  async #look(
    io: Io,
    question: PathQuestion,
    { timeoutMs, limitMs, lostTowards }: AskOptions,
  ): Promise<PathFinding | undefined> {
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, this.#abandoned.signal]);
    const cut = pause(io, this.cutMs, signal).then((isOver) => {
      if (isOver) ended.abort();
    });
    try {
      const context = { io, signal, timeoutMs };
      const own = lostTowards !== undefined &&
        await findOwnLinkLost(lostTowards, context);
      if (own) return own;
      const asked = { ...question, timeoutMs };
      const { verdict } = await answerQuestion(io, asked, {
        signal,
        endsAtMs: this.beganMs + limitMs - CUT_MS,
        onObservation: (observation) => this.#observations.push(observation),
      });
      return { verdict, observations: this.#observations };
    } catch (error) {
      if (!signal.aborted) throw error;
      if (this.isAbandoned) return undefined;
      return { verdict: this.soFar(), observations: this.#observations };
    } finally {
      ended.abort();
      await cut;
    }
  }
}

/** What a look found. */
export interface PathFinding {
  /** What is broken, or `null` where a fresh session works. */
  readonly verdict: Verdict | null;
  /** All that was seen. */
  readonly observations: readonly Observation[];
}
