import { formatDuration } from "../model/duration.ts";
import {
  troubled,
  type WaitedTarget,
  type WaitResult,
} from "../model/wait_result.ts";
import type { ReportOptions } from "./reporter.ts";
import { paint, plain, sign, type Style } from "./style.ts";
import { reportText } from "./text.ts";
import { waitWords } from "./wait_words.ts";

/** Characters that a time takes, so that lines stand below each other. */
const TIME_WIDTH = 6;

/**
 * Says in one line how it stands with a target.
 *
 * @param waited How it stands.
 * @param style How it may look.
 * @returns The line, with its break.
 */
export function waitLine(waited: WaitedTarget, style: Style): string {
  const { target, ready, sinceMs } = waited;
  const time = formatDuration(sinceMs).padStart(TIME_WIDTH);
  const mark = paint(
    sign(ready ? "ok" : "unknown", style),
    ready ? "good" : "doubt",
    style,
  );
  return plain(`${time} ${mark} ${target}: ${waitWords(waited)}\n`, style);
}

/** How a wait goes on. */
export interface WaitProgressFacts {
  /** How it stands with each target that was asked. */
  readonly targets: readonly WaitedTarget[];
  /** How many targets there are. */
  readonly count: number;
  /** How long has been waited, in milliseconds. */
  readonly sinceMs: number;
}

/**
 * Says in a few words how it stands with all targets, and what for those are
 * waited for that are not ready.
 *
 * @param facts How the wait goes on.
 * @returns One line without a break, of any length.
 */
export function waitSummary(
  { targets, count, sinceMs }: WaitProgressFacts,
): string {
  const waiting = targets.filter(({ ready }) => !ready);
  const ready = targets.length - waiting.length;
  const parts = waiting.map((one) => `${one.target}: ${waitWords(one)}`);
  if (count > 1) parts.unshift(`${ready} of ${count} healthy`);
  return `${formatDuration(sinceMs)} ${parts.join("; ")}`;
}

/** Says in a few words why a wait ended without what was waited for. */
export function waitEndWords(
  { ended, targets, elapsedMs }: WaitResult,
): string {
  const time = formatDuration(elapsedMs);
  const ready = targets.filter(({ ready }) => ready).length;
  return ended === "failed"
    ? `ended after ${time}, by what is not to be waited for`
    : `gave up after ${time}, with ${ready} of ${targets.length} healthy`;
}

/**
 * Renders how a wait ended: nothing where what was waited for came, else the
 * verdict of each target that stood in the way.
 */
export function waitText(result: WaitResult, options: ReportOptions): string {
  const reports = troubled(result).map((waited) => {
    const { diagnosis, target, streak } = waited;
    if (diagnosis === null || diagnosis.verdict === null || streak > 0) {
      return plain(
        `${sign("unknown", options.style)} ${target}: ${waitWords(waited)}\n`,
        options.style,
      );
    }
    return reportText(diagnosis, options);
  });
  return reports.join(options.detail === "quiet" ? "" : "\n");
}
