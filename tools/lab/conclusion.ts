import { type Mark, markOf } from "./outcome.ts";
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
 * ran on a machine too busy for it is no failure either.
 *
 * @param findings What the run gave.
 * @param skipped How many scenarios this machine has no program for.
 * @returns What to print, and whether it is good.
 */
export function conclude(
  { outcomes, broken, starved }: Omit<Findings, "others">,
  skipped: number,
): Conclusion {
  const marks = outcomes.map(markOf);
  const count = (wanted: Mark) =>
    marks.filter((mark) => mark === wanted).length;
  const failed = count("wrong") + broken.length;
  const passed = count("right") + count("slow");
  const unjudged = count("starved") + starved.length;
  const all = failed + passed + unjudged;
  const isBusy = unjudged > STARVED_SHARE * all;
  return {
    lines: [
      ...count("slow") > 0 ? [`${count("slow")} slow`] : [],
      ...skipped > 0 ? [`${skipped} skipped`] : [],
      ...unjudged > 0 && !isBusy ? [`${unjudged} starved, not judged`] : [],
      `${passed} passed, ${failed} failed`,
      ...isBusy
        ? [`the machine was too busy: ${unjudged} of ${all} trials not judged`]
        : [],
    ],
    isGood: failed === 0 && all > 0,
  };
}
