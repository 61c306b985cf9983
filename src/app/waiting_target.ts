import type { Diagnosis } from "../model/diagnosis.ts";
import type { FailureMode } from "../model/failure_modes.ts";
import type { WaitedTarget } from "../model/wait_result.ts";
import type { Question } from "./question.ts";
import type { WaitRequest } from "./wait_request.ts";

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
  readonly #failOn: readonly FailureMode[];
  #streak = 0;
  #tries = 0;
  #sinceMs = 0;
  #latest: Diagnosis | null = null;
  #broken: Diagnosis | null = null;

  /**
   * Begins with nothing known.
   *
   * @param question What is asked.
   * @param request When it is ready, and what is not waited for.
   */
  constructor(
    question: Question,
    { stable, failOn }: Pick<WaitRequest, "stable" | "failOn">,
  ) {
    this.question = question;
    this.#stable = stable;
    this.#failOn = failOn;
  }

  /** Whether it worked as many times in a row as was asked for. */
  get isReady(): boolean {
    return this.#streak >= this.#stable;
  }

  /** Whether it is broken in a way that is not waited for. */
  get hasFailed(): boolean {
    const verdict = this.#latest?.verdict;
    return verdict?.certain === true && this.#failOn.includes(verdict.mode);
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
      failed: this.hasFailed,
      streak: this.#streak,
      stable: this.#stable,
      tries: this.#tries,
      sinceMs: this.#sinceMs,
      diagnosis: ready ? this.#latest : this.#broken ?? this.#latest,
    };
  }
}
