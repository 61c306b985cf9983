import { seconds, table } from "../bench/markdown.ts";
import { spread } from "./accuracy_tables.ts";
import type { Outcome } from "./outcome.ts";
import { timesOf } from "./times.ts";

/** A time that the project promises, and the trials that it speaks of. */
interface Promise95 {
  readonly label: string;
  /** 19 of 20 trials take no longer. */
  readonly mostMs: number;
  /** The time of a trial; nothing where the promise is not for it. */
  readonly pick: (outcome: Outcome) => number | null;
}

const PROMISES: readonly Promise95[] = [
  {
    label: "before connecting, one time-out at most",
    mostMs: 2500,
    pick: ({ bound, verdictMs, ...rest }) =>
      isFault(rest, "before-connect") && bound !== "twice" ? verdictMs : null,
  },
  {
    label: "after connecting, on the client's own side",
    mostMs: 150,
    pick: ({ bound, verdictMs, ...rest }) =>
      isFault(rest, "after-connect") && bound === "client" ? verdictMs : null,
  },
  {
    label: "after connecting, refused or reset",
    mostMs: 250,
    pick: ({ bound, verdictMs, ...rest }) =>
      isFault(rest, "after-connect") && bound === "told" ? verdictMs : null,
  },
  {
    label: "after connecting, silence at one beat a second",
    mostMs: 3000,
    pick: ({ bound, verdictMs, ...rest }) =>
      isFault(rest, "after-connect") && bound === "silent" ? verdictMs : null,
  },
  {
    label: "after connecting, silence at two beats a second",
    mostMs: 2000,
    pick: ({ bound, verdictMs, ...rest }) =>
      isFault(rest, "after-connect") && bound === "quick" ? verdictMs : null,
  },
  {
    label: "after connecting, silence at a beat each two seconds",
    mostMs: 6000,
    pick: ({ bound, verdictMs, ...rest }) =>
      isFault(rest, "after-connect") && bound === "slow" ? verdictMs : null,
  },
  {
    label: "back online after the fault",
    mostMs: 1000,
    pick: ({ recoveryMs }) => recoveryMs,
  },
];

function isFault(
  { truth, phase }: Pick<Outcome, "truth" | "phase">,
  wanted: Outcome["phase"],
): boolean {
  return truth !== null && phase === wanted;
}

/**
 * What is promised beside what was measured.
 *
 * @param outcomes The trials.
 * @returns A table; what nothing was measured of has no row.
 */
export function promiseTable(outcomes: readonly Outcome[]): string {
  const judged = outcomes.filter(({ isStarved }) => !isStarved);
  return table(
    ["time to the word", "promised (p95)", "median", "p95", "worst", "trials"],
    PROMISES.flatMap(({ label, mostMs, pick }) => {
      const durationsMs = judged.flatMap((one) => pick(one) ?? []);
      if (durationsMs.length === 0) return [];
      const cells = [label, `≤ ${seconds(mostMs)}`];
      const spreadCells = spread(timesOf(durationsMs));
      return [[...cells, ...spreadCells, `${durationsMs.length}`]];
    }),
  );
}
