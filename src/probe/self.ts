import type { Io } from "../io/io.ts";
import { MAX_CLOCK_GAP_MS } from "../model/limits.ts";
import type { Observation } from "../model/observation.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { type Look, startLook } from "./record.ts";
import { roundMs } from "./round_ms.ts";

/** Time between two looks at the clocks, in milliseconds. */
const STEP_MS = 50;

/**
 * How late a timer may run, in milliseconds, before this process counts as
 * starved: a collection of garbage takes less, and so does to load Deno's TLS
 * (50 ms measured, more on a slow machine).
 */
const MIN_LATE_MS = 100;

/**
 * The same as a share of the time-out: a silence of three quarters of it is one
 * still, since every wait ends with a look at what lies in the kernel.
 */
const LATE_SHARE = 1 / 4;

/**
 * Watches this process itself, until its signal aborts: whether its timers
 * run late, and whether the machine slept.
 *
 * @param _input Nothing.
 * @param context The world, the signal, and how long the others wait.
 * @returns An observation for each trouble seen; none where all is well.
 */
export async function probeSelf(
  _input: Readonly<Record<string, never>>,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { io, signal } = context;
  const subject = "timers";
  const look = startLook({ probe: "self", segment: "self", subject }, io);
  let lateMs = 0;
  let gapMs = 0;
  while (!signal.aborted) {
    const seen = await watchOneStep(io, signal);
    lateMs = Math.max(lateMs, seen.lateMs);
    gapMs = Math.max(gapMs, seen.gapMs);
  }
  const mostMs = Math.max(MIN_LATE_MS, context.timeoutMs * LATE_SHARE);
  return { observations: troubles(look, lateMs > mostMs ? lateMs : 0, gapMs) };
}

async function watchOneStep(
  io: Io,
  signal: AbortSignal,
): Promise<{ readonly lateMs: number; readonly gapMs: number }> {
  const startMs = io.clock.monotonicMs();
  const startWallMs = io.clock.wallMs();
  // The end by the signal is an end of the step like any other.
  await io.sleep(STEP_MS, signal).catch(() => {});
  const passedMs = io.clock.monotonicMs() - startMs;
  const passedWallMs = io.clock.wallMs() - startWallMs;
  return { lateMs: passedMs - STEP_MS, gapMs: passedWallMs - passedMs };
}

function troubles(look: Look, lateMs: number, gapMs: number): Observation[] {
  const seen: Observation[] = [];
  if (gapMs > MAX_CLOCK_GAP_MS) {
    seen.push(look.end("suspended", { lateMs: roundMs(gapMs) }));
  }
  if (lateMs > 0) {
    seen.push(look.end("late", { lateMs: roundMs(lateMs) }));
  }
  return seen;
}
