import { MAX_PACKETS, MAX_SUBPROCESSES } from "../../src/model/limits.ts";
import type { Fault } from "./fault.ts";
import type { Trial } from "./trial.ts";

/** Longest process for a fault that somebody tells, Deno's start included. */
const TOLD_MS = 150;

/** Longest process for a fault that only silence shows, by its time-outs. */
const SILENT_MS = { once: 2500, twice: 4500 } as const;

/** Longest diagnosis of a healthy target: 100 ms, and two round trips here. */
const HEALTHY_MS = 102;

/**
 * What Deno takes for its TLS and the system's authorities, once in a process:
 * 45 to 80 ms (measured).
 */
const TLS_MS = 80;

/**
 * What a start takes where the other times were measured: 50 to 60 ms. A
 * machine that takes twice as long then may take twice as long for all.
 */
const START_MS = 60;

/** What a trial used of something, and the most that it may. */
type Spent = readonly [what: string, used: number, most: number];

/** What a trial used more of than it may, whatever the machine does beside. */
export function exceeded({ fault, packets, subprocesses }: Trial): string[] {
  return over([
    ["packets", fault.lossy ? 0 : packets, MAX_PACKETS],
    ["subprocesses", subprocesses, MAX_SUBPROCESSES],
  ]);
}

/**
 * In what a trial took longer than it may. Time in which others held the
 * processors is not the program's.
 */
export function overtime(trial: Trial): string[] {
  const { fault, ran, diagnosis } = trial;
  const stoppedMs = fault.observer?.stall?.forMs ?? 0;
  const lostMs = stoppedMs + trial.contention.waitedMs;
  const slowness = Math.max(1, trial.startMs / START_MS);
  const isHealthy = fault.truth === null && !fault.silent;
  const healthyMs = HEALTHY_MS + tlsMs(fault);
  return over([
    ["ms", ran.tookMs - lostMs, slowness * longestMs(fault)],
    [
      "ms inside",
      isHealthy ? diagnosis.elapsedMs - lostMs : 0,
      slowness * healthyMs,
    ],
  ]);
}

function over(spent: readonly Spent[]): string[] {
  return spent.filter(([, used, most]) => used > most)
    .map(([what, used, most]) =>
      `${used.toFixed(0)} ${what} of ${most.toFixed(0)}`
    );
}

function longestMs(fault: Fault): number {
  const { silent } = fault;
  if (silent === undefined) return TOLD_MS + tlsMs(fault);
  return silent === "twice" ? SILENT_MS.twice : SILENT_MS.once;
}

function tlsMs({ target }: Fault): number {
  return /^(https|tls):/.test(target) ? TLS_MS : 0;
}
