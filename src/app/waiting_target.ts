import type { Diagnosis } from "../model/diagnosis.ts";
import type { WaitedTarget } from "../model/wait_result.ts";
import type { Question } from "./question.ts";

/** How one try was made. */
export interface TryInfo {
  /** When it ended, in milliseconds since the wait began. */
  readonly sinceMs: number;
  /** Whether it had less time than a look at a silent host needs. */
  readonly isHurried: boolean;
}

/** One target of a wait, and what its tries have told. */
export class WaitingTarget {
  /** What is asked at each try. */
  readonly question: Question;
  readonly #stable: number;
  #streak = 0;
  #tries = 0;
  #sinceMs = 0;
  #latest: Diagnosis | null = null;
  #broken: Diagnosis | null = null;

  /**
   * Begins with nothing known.
   *
   * @param question What is asked.
   * @param stable How many times in a row it has to work.
   */
  constructor(question: Question, stable: number) {
    this.question = question;
    this.#stable = stable;
  }

  /** Whether it worked as many times in a row as was asked for. */
  get isReady(): boolean {
    return this.#streak >= this.#stable;
  }

  /** How often it was asked. */
  get tries(): number {
    return this.#tries;
  }

  /** When it was last asked, in milliseconds since the wait began. */
  get sinceMs(): number {
    return this.#sinceMs;
  }

  /**
   * Takes what a try has told. It works where a session could stand, if with a
   * flaw. A hurried look at what is broken says less than one before it.
   */
  note(diagnosis: Diagnosis, { sinceMs, isHurried }: TryInfo): void {
    const works = diagnosis.state === "online";
    this.#tries++;
    this.#sinceMs = sinceMs;
    this.#streak = works ? this.#streak + 1 : 0;
    this.#latest = diagnosis;
    if (!works && !(isHurried && this.#broken)) this.#broken = diagnosis;
  }

  /** How it stands now. */
  snapshot(): WaitedTarget {
    const { target, proxy } = this.question;
    const ready = this.isReady;
    return {
      target: target.url,
      proxy: proxy?.url ?? null,
      ready,
      streak: this.#streak,
      stable: this.#stable,
      tries: this.#tries,
      sinceMs: this.#sinceMs,
      diagnosis: ready ? this.#latest : this.#broken ?? this.#latest,
    };
  }
}
