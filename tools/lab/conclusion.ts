import { type Mark, markOf } from "./outcome.ts";
import type { Findings } from "./runner.ts";

/** Share of the judged trials that may take longer than they may: p95. */
const SLOW_SHARE = 0.05;

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
 * Sums a run up. Times are kept where 19 of 20 are; names, packets and
 * processes always. What ran on a machine too busy for it is no failure.
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
  const mostSlow = Math.ceil((all - unjudged) * SLOW_SHARE);
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
    // Who waits for processors most of the time is late for that alone.
    isGood: failed === 0 && all > 0 && (isBusy || count("slow") <= mostSlow),
  };
}
