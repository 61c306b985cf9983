import { isInstalled } from "../dx/programs.ts";
import { busyLine } from "./contention.ts";
import type { Fault } from "./fault.ts";
import { FAULTS } from "./faults.ts";
import { outcomeOf } from "./judgement.ts";
import { LIVE_EXPERIMENTS } from "./live_experiments.ts";
import type { Outcome } from "./outcome.ts";
import { writeScenario } from "./scenario.ts";
import { type Trial, type TrialOptions, tryFault } from "./trial.ts";

/** What a scenario's trial gave, and what else may be made of it. */
export interface Experience {
  readonly outcome: Outcome;
  /** What was seen, for a person who looks closer. */
  readonly details: readonly string[];
  /** Writes it as a golden scenario; absent where there is no such thing. */
  readonly record?: (folder: string) => Promise<void>;
}

/**
 * What may run beside a trial: nothing where a fault has to be made before it
 * is seen as another, one trial for each further processor where milliseconds
 * count from the start of the program, many where it is time-outs that are
 * waited for, or milliseconds of a watch, and most where beats are: that is
 * nearly all that a watch does.
 */
export type Beside = "nothing" | "few" | "many" | "most";

/** A scenario of either phase, as the runner sees it. */
export interface Experiment
  extends Pick<Outcome, "phase" | "truth">, Pick<Fault, "services"> {
  readonly name: string;
  /** What may run beside it. */
  readonly beside: Beside;
  /** Makes one trial, in a lab whose name begins with the prefix. */
  readonly attempt: (
    prefix: string,
    options: TrialOptions,
  ) => Promise<Experience>;
}

/** Every scenario, before connecting and after. */
export const EXPERIMENTS: readonly Experiment[] = [
  ...FAULTS.map(beforeConnect),
  ...LIVE_EXPERIMENTS,
];

/** The program that a scenario needs and this machine has not. */
export function missingProgram(
  { services = [] }: Experiment,
): string | undefined {
  return services.find(({ program }) => !isInstalled(program))?.program;
}

function beforeConnect(fault: Fault): Experiment {
  const { name, truth, services = [], silent } = fault;
  return {
    ...{ name, truth, services, phase: "before-connect" },
    beside: silent ? "many" : "few",
    async attempt(prefix, options) {
      const trial = await tryFault(fault, prefix, options);
      return {
        outcome: outcomeOf(trial),
        details: detailsOf(trial),
        record: (folder) => writeScenario(folder, trial),
      };
    },
  };
}

function detailsOf({ diagnosis, contention }: Trial): string[] {
  const lines = diagnosis.observations.map((one) =>
    [
      ...[one.at.slice(17), one.probe, one.segment, one.subject],
      ...[one.outcome, one.tookMs, JSON.stringify(one.detail)],
    ].join(" ")
  );
  return [busyLine(contention), ...lines];
}
