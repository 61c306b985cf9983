import { keyOf, lineOf, type Mark, markOf, type Outcome } from "./outcome.ts";
import type { Findings } from "./runner.ts";

/** Share of all trials that may be starved before the run says little. */
const STARVED_SHARE = 0.1;

/** What a run ends with. */
export interface Conclusion {
  /** The last lines. */
  readonly lines: readonly string[];
  /** Whether all that was judged is as it has to be. */
  readonly isGood: boolean;
}

/**
 * Sums a run up. Names, packets and processes have to be kept; times are told
 * and fail nothing, since machines differ, and so does what runs beside. What
 * ran on a machine too busy for it is no failure either. Wrong words are
 * repeated here: the whole output is long, and may be cut.
 *
 * @param findings What the run gave.
 * @param skipped How many scenarios this machine has no program for.
 * @param isConfirmed Whether wrong words were tried again, so that only the
 * second one of a scenario fails.
 * @returns What to print, and whether it is good.
 */
export function conclude(
  { outcomes, broken, starved }: Omit<Findings, "others">,
  skipped: number,
  isConfirmed = false,
): Conclusion {
  const marks = outcomes.map(markOf);
  const wrong = outcomes.filter((one) => markOf(one) === "wrong");
  const once = isConfirmed ? wrong.filter(isAlone) : [];
  const count = (wanted: Mark) =>
    marks.filter((mark) => mark === wanted).length;
  const failed = wrong.length - once.length + broken.length;
  const passed = count("right") + count("slow");
  const unjudged = count("starved") + starved.length;
  const all = failed + once.length + passed + unjudged;
  const isBusy = unjudged > STARVED_SHARE * all;
  return {
    lines: [
      ...wrong.map(lineOf),
      ...broken.map((scenario) => `BROKEN   ${scenario}`),
      ...count("slow") > 0 ? [`${count("slow")} slow`] : [],
      ...skipped > 0 ? [`${skipped} skipped`] : [],
      ...unjudged > 0 && !isBusy ? [`${unjudged} starved, not judged`] : [],
      ...once.length > 0 ? [`${once.length} wrong once, not again`] : [],
      `${passed} passed, ${failed} failed`,
      ...isBusy
        ? [`the machine was too busy: ${unjudged} of ${all} trials not judged`]
        : [],
    ],
    isGood: failed === 0 && all > 0,
  };
}

/** Whether it is the only one of its scenario. */
function isAlone(one: Outcome, _: number, all: readonly Outcome[]): boolean {
  return all.filter((other) => keyOf(other) === keyOf(one)).length === 1;
}
