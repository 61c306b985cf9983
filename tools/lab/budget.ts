import { MAX_PACKETS, MAX_SUBPROCESSES } from "../../src/model/limits.ts";
import type { Fault } from "./fault.ts";
import type { Trial } from "./trial.ts";

/** Longest process for a fault that somebody tells, Deno's start included. */
const TOLD_MS = 150;

/** Longest process for a fault that only silence shows, by its time-outs. */
const SILENT_MS = { once: 2500, twice: 4500 } as const;

/** Longest diagnosis of a healthy target: 100 ms, and two round trips here. */
const HEALTHY_MS = 102;

/** What a trial used more of than it may. */
export function exceeded(trial: Trial): string[] {
  const { fault, ran, diagnosis, packets, subprocesses } = trial;
  const { observer = {} } = fault;
  const stoppedMs = observer.stall?.forMs ?? 0;
  const spent: (readonly [what: string, used: number, most: number])[] = [
    ["packets", packets, MAX_PACKETS],
    ["subprocesses", subprocesses, MAX_SUBPROCESSES],
    ["ms", ran.tookMs - stoppedMs, longestMs(fault)],
    ...fault.truth === null && !fault.silent
      ? [["ms inside", diagnosis.elapsedMs, HEALTHY_MS] as const]
      : [],
  ];
  return spent.filter(([, used, most]) => used > most)
    .map(([what, used, most]) => `${used.toFixed(0)} ${what} of ${most}`);
}

function longestMs({ silent }: Fault): number {
  if (silent === undefined) return TOLD_MS;
  return silent === "twice" ? SILENT_MS.twice : SILENT_MS.once;
}
