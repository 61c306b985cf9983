import type { Ran } from "../lab/command.ts";
import type { Fault } from "../lab/fault.ts";
import { withFault } from "./bench_lab.ts";
import type { Contender } from "./contenders.ts";
import { median } from "./median.ts";

/**
 * How long the lab lets a program try, in milliseconds: longer than a person
 * waits, and far less than the minutes for which some wait by default.
 */
export const BOUND_MS = 30_000;

/** A run that takes longer is not repeated, in milliseconds. */
export const REPEAT_BELOW_MS = 10_000;

/** What one program made of one fault. */
export interface Measured {
  /** Every different thing that it said, usually one. */
  readonly said: readonly string[];
  /** Exit code of the last run; `null` if it had to be stopped. */
  readonly code: number | null;
  /** Median of the runs, in milliseconds. */
  readonly tookMs: number;
}

/**
 * Lets a program look at a fault, each time in a fresh lab: what one run
 * leaves in the kernel's tables would help or mislead the next.
 *
 * @param fault The fault.
 * @param contender The program.
 * @param runs How often; slow ones run once.
 * @returns What it said, and when.
 */
export async function measure(
  fault: Fault,
  contender: Contender,
  runs: number,
): Promise<Measured> {
  const done: Ran[] = [];
  do {
    done.push(
      await withFault(
        fault,
        (lab) => lab.run("client", contender.command(fault)),
      ),
    );
  } while (done.length < runs && !done.some(isSlow));
  const said = new Set(done.map((ran) => contender.says(ran, fault)));
  const code = done.at(-1)?.code ?? null;
  return {
    said: [...said],
    code: code === STOPPED ? null : code,
    tookMs: median(done.map(({ tookMs }) => tookMs)),
  };
}

/** The code by which the lab tells that it stopped a program. */
const STOPPED = 124;

function isSlow({ tookMs }: Ran): boolean {
  return tookMs > REPEAT_BELOW_MS;
}
