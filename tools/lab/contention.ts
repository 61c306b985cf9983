/** How long a program could not run over a stretch of time. */
export interface Contention {
  /** How long others held the processors, in milliseconds. */
  readonly waitedMs: number;
  /** The same as a share of the stretch, from 0 to 1. */
  readonly share: number;
  /** How much of that is surely lost: none of the same ran meanwhile. */
  readonly lostMs: number;
  /** Whether it was so long that nothing can be judged. */
  readonly isStarved: boolean;
}

/** Where Linux tells of waiting (PSI), and how it is read. */
export interface Pressure {
  /** The file. */
  readonly file: string;
  /**
   * Its line: "full" counts where one waits and none of the same runs, "some"
   * wherever one waits.
   */
  readonly line: "full" | "some";
  /** Share of a stretch from which on a program could hardly look. */
  readonly starvedShare: number;
}

/**
 * Of all processes, whoever they are: eight labs side by side on two
 * processors reach 0.2 to 0.9 (measured), which says little of any one.
 */
const MACHINE: Pressure = {
  file: "/proc/pressure/cpu",
  line: "some",
  starvedShare: 0.7,
};

/** Whoever waits for less than this can look all the same, in milliseconds. */
export const STARVED_MS = 250;

/**
 * Begins to measure how long others hold the processors.
 *
 * @param pressure Whose waiting counts. @default that of the whole machine
 * @returns Ends the stretch, and tells.
 */
export function beginContention(
  pressure: Pressure = MACHINE,
): () => Contention {
  const fromMs = performance.now();
  const waitedMs = waitedMsIn(pressure);
  return () =>
    contentionOf(
      waitedMsIn(pressure) - waitedMs,
      performance.now() - fromMs,
      pressure,
    );
}

/**
 * Puts a stretch of time into words.
 *
 * @param waitedMs How long others held the processors, in milliseconds.
 * @param tookMs How long the stretch was, in milliseconds.
 * @param pressure How that was read.
 * @returns What it says of a program that ran meanwhile.
 */
export function contentionOf(
  waitedMs: number,
  tookMs: number,
  { line, starvedShare }: Pick<Pressure, "line" | "starvedShare">,
): Contention {
  const share = tookMs > 0 ? waitedMs / tookMs : 0;
  const isStarved = waitedMs >= STARVED_MS && share >= starvedShare;
  const lostMs = line === "full" ? waitedMs : 0;
  return { waitedMs, share, lostMs, isStarved };
}

/** What a person who looks closer sees of it. */
export function busyLine({ waitedMs, share }: Contention): string {
  return `others held the processors: ${waitedMs.toFixed(0)} ms, ` +
    `${share.toFixed(2)} of the time`;
}

function waitedMsIn({ file, line }: Pressure): number {
  const pattern = new RegExp(`^${line} .*total=(\\d+)`, "m");
  const [, total = "0"] = pattern.exec(textOf(file)) ?? [];
  return Number(total) / 1000;
}

function textOf(file: string): string {
  try {
    return Deno.readTextFileSync(file);
  } catch (error) {
    // Not every kernel tells.
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
