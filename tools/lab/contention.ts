/** How busy the processors were over a stretch of time. */
export interface Contention {
  /** How long anybody waited for a processor, in milliseconds. */
  readonly waitedMs: number;
  /** The same as a share of the stretch, from 0 to 1. */
  readonly share: number;
}

/**
 * Share of a stretch in which somebody waits, from which on a program could
 * hardly look. Eight labs side by side on two processors reach 0.2 to 0.55;
 * words that a quiet machine would not give came from 0.65 on (measured).
 */
const STARVED_SHARE = 0.7;

/**
 * Whoever waits for so long is starved, in milliseconds: the program's own
 * processes wait for each other for a good part of a short look.
 */
export const STARVED_MS = 250;

/**
 * So long the program's own processes wait for each other, in milliseconds
 * (measured).
 */
export const OWN_CONTENTION_MS = 30;

/** Where Linux tells of waiting: PSI; not every kernel has it. */
const PRESSURE = "/proc/pressure/cpu";

/**
 * Begins to measure how long anybody waits for a processor.
 *
 * @returns Ends the stretch, and tells.
 */
export function beginContention(): () => Contention {
  const fromMs = performance.now();
  const waitedMs = cpuWaitedMs();
  return () =>
    contentionOf(cpuWaitedMs() - waitedMs, performance.now() - fromMs);
}

/**
 * Puts a stretch of time into words.
 *
 * @param waitedMs How long anybody waited, in milliseconds.
 * @param tookMs How long the stretch was, in milliseconds.
 * @returns Both, as a share as well.
 */
export function contentionOf(waitedMs: number, tookMs: number): Contention {
  return { waitedMs, share: tookMs > 0 ? waitedMs / tookMs : 0 };
}

/**
 * Whether others held the processors so long that nothing can be judged.
 *
 * @param contention A stretch of time.
 * @returns Whether a program could hardly look meanwhile.
 */
export function isStarved({ waitedMs, share }: Contention): boolean {
  return waitedMs >= STARVED_MS && share >= STARVED_SHARE;
}

function cpuWaitedMs(): number {
  const [, total = "0"] = /^some .*total=(\d+)/.exec(pressure()) ?? [];
  return Number(total) / 1000;
}

function pressure(): string {
  try {
    return Deno.readTextFileSync(PRESSURE);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
