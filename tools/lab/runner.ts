import { delay } from "@std/async/delay";
import { beginContention } from "./contention.ts";
import type { Experience, Experiment } from "./experiment.ts";
import type { Lab } from "./lab.ts";
import type { LabOptions } from "./lab_options.ts";
import { keyOf, lineOf, markOf, type Outcome } from "./outcome.ts";
import { askOthers, type OtherWord } from "./others.ts";
import type { TrialOptions } from "./trial.ts";

/**
 * How many labs whose sessions are watched stand where one stood otherwise: six
 * of them left two processors idle for four fifths of the time, and eighteen
 * left them nothing, so that names came late (measured).
 */
const WATCHED_LABS = 2;

/**
 * How long after one lab the next one is begun at first, in milliseconds: those
 * that begin at once break their sessions at once, and see it late.
 */
const STAGGER_MS = 600;

/** What a run of the lab gave. */
export interface Findings {
  /** Every trial that came to its end. */
  readonly outcomes: readonly Outcome[];
  /** What other programs said, by the scenario's key. */
  readonly others: ReadonlyMap<string, readonly OtherWord[]>;
  /** Scenarios of trials that could not be made, once for each. */
  readonly broken: readonly string[];
  /** The same where the machine was too busy for them. */
  readonly starved: readonly string[];
}

/** Makes trials, prints each as it ends, and gathers what they gave. */
export class Runner {
  readonly #options: LabOptions;
  readonly #startMs: number;
  readonly #signal: AbortSignal;
  readonly #outcomes: Outcome[] = [];
  readonly #others = new Map<string, readonly OtherWord[]>();
  readonly #broken: string[] = [];
  readonly #starved: string[] = [];
  #tried = 0;

  /**
   * @param options What is asked for.
   * @param startMs How long the program takes to say its version.
   * @param signal Ends the run: nothing is begun, and what fails is not told.
   */
  constructor(options: LabOptions, startMs: number, signal: AbortSignal) {
    this.#options = options;
    this.#startMs = startMs;
    this.#signal = signal;
  }

  /** Tries all experiments as often as it was asked for. */
  async run(experiments: readonly Experiment[]): Promise<Findings> {
    const { repeat, jobs, others } = this.#options;
    const all = Array.from({ length: repeat }, () => experiments).flat();
    await this.#judgeAll(all);
    await this.#confirm(experiments);
    if (others) {
      const broken = experiments.filter(({ phase, truth }) =>
        phase === "before-connect" && truth !== null
      );
      // They wait for their time-outs, and take no processor meanwhile.
      await this.#runSome(broken, 2 * jobs, (one) => this.#askOthers(one));
    }
    return {
      outcomes: inOrder(this.#outcomes, experiments),
      others: this.#others,
      broken: this.#broken,
      starved: this.#starved,
    };
  }

  async #judgeAll(experiments: readonly Experiment[]): Promise<void> {
    const { jobs } = this.#options;
    const labs = {
      nothing: 1,
      few: Math.min(jobs, navigator.hardwareConcurrency),
      many: jobs,
      most: WATCHED_LABS * jobs,
    };
    const judge = (one: Experiment) => this.#judge(one);
    for (const beside of ["nothing", "few", "many", "most"] as const) {
      const some = experiments.filter((one) => one.beside === beside);
      // The longest are the last of the list: they would be waited for.
      await this.#runSome(some.toReversed(), labs[beside], judge);
    }
  }

  /** Tries again, alone, what was named wrongly. */
  async #confirm(experiments: readonly Experiment[]): Promise<void> {
    const wrong = new Set(
      this.#outcomes.filter((one) => markOf(one) === "wrong").map(keyOf),
    );
    const again = experiments.filter((one) =>
      wrong.has(keyOf({ ...one, scenario: one.name }))
    );
    const { confirm } = this.#options;
    const all = Array.from({ length: confirm }, () => again).flat();
    await this.#runSome(all, 1, (one) => this.#judge(one));
  }

  async #runSome(
    experiments: readonly Experiment[],
    jobs: number,
    use: (experiment: Experiment) => Promise<void>,
  ) {
    const waiting = experiments.values();
    const work = async (place: number) => {
      const signal = this.#signal;
      await delay(place * STAGGER_MS, { signal }).catch(() => {});
      for (const experiment of waiting) {
        if (signal.aborted) return;
        await this.#guard(experiment, use);
      }
    };
    await Promise.all(Array.from({ length: jobs }, (_, place) => work(place)));
  }

  async #guard(
    experiment: Experiment,
    use: (experiment: Experiment) => Promise<void>,
  ): Promise<void> {
    // Of the whole machine: what failed may be what builds a lab.
    const contention = beginContention();
    try {
      await use(experiment);
    } catch (error) {
      if (this.#signal.aborted) return;
      const isBusy = contention().isStarved;
      const { name } = experiment;
      console.log(`${isBusy ? "starved" : "BROKEN"}  ${name}`, error);
      const unmade = isBusy ? this.#starved : this.#broken;
      unmade.push(keyOf({ ...experiment, scenario: name }));
    }
  }

  async #judge(experiment: Experiment): Promise<void> {
    const experience = await this.#attempt(experiment, async (lab) => {
      if (this.#options.keep) await this.#keep(lab);
    });
    // What was seen while everything was being ended proves nothing.
    if (!this.#signal.aborted) await this.#take(experience);
  }

  /** One trial more, since the others take their time. */
  async #askOthers(experiment: Experiment): Promise<void> {
    const { phase, name } = experiment;
    await this.#attempt(experiment, async (lab, fault) => {
      const words = await askOthers(lab, fault);
      this.#others.set(keyOf({ phase, scenario: name }), words);
    });
  }

  #attempt(
    experiment: Experiment,
    whileBroken: NonNullable<TrialOptions["whileBroken"]>,
  ): Promise<Experience> {
    const { program, quietMs } = this.#options;
    const prefix = `flt${Deno.pid}-${this.#tried++}`;
    return experiment.attempt(prefix, {
      ...{ program, startMs: this.#startMs, whileBroken },
      ...quietMs !== undefined && { quietMs },
    });
  }

  async #take({ outcome, details, record }: Experience): Promise<void> {
    this.#outcomes.push(outcome);
    console.log(lineOf(outcome));
    const { verbose, record: folder } = this.#options;
    if (verbose) { for (const line of details) console.log("  ", line); }
    if (folder !== undefined && markOf(outcome) !== "wrong") {
      await record?.(folder);
    }
  }

  /** Lets a lab stand until the interrupt. */
  async #keep(lab: Lab): Promise<void> {
    const enter = `ip netns exec ${lab.namespace("client")} bash`;
    console.log(
      `The lab stands, with its fault. Enter a host: ${enter}\n` +
        `Remove it: Ctrl-C here, or kill -INT ${Deno.pid}`,
    );
    const ended = Promise.withResolvers<void>();
    // A promise alone keeps no process alive.
    const timer = setInterval(() => {}, 60_000);
    this.#signal.addEventListener("abort", () => ended.resolve());
    await ended.promise;
    clearInterval(timer);
  }
}

/** The trials in the order of their scenarios, however they ended. */
function inOrder(
  outcomes: readonly Outcome[],
  experiments: readonly Experiment[],
): Outcome[] {
  const places = new Map(
    experiments.map((one, place) => [
      keyOf({ ...one, scenario: one.name }),
      place,
    ]),
  );
  const placeOf = (outcome: Outcome) => places.get(keyOf(outcome)) ?? 0;
  return outcomes.toSorted((a, b) => placeOf(a) - placeOf(b));
}
