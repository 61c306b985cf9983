/** Milliseconds of each unit. */
const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** The bounds that a duration must keep. */
export interface DurationBounds {
  /** Shortest allowed, in milliseconds. @default {0} */
  readonly minMs?: number;
  /** Longest allowed, in milliseconds. @default {Infinity} */
  readonly maxMs?: number;
}

/**
 * Reads a duration such as `250ms`, `2s`, `1.5m` or `1h`.
 *
 * @param text The duration, with its unit.
 * @param name What the duration is for, as the error should call it.
 * @param bounds The bounds that it must keep.
 * @returns The duration in milliseconds.
 * @throws {SyntaxError} If the text is not a number with a unit.
 * @throws {RangeError} If the duration is out of bounds.
 */
export function parseDuration(
  text: string,
  name = "duration",
  bounds: DurationBounds = {},
): number {
  const match = /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h)$/.exec(text);
  if (match === null) {
    throw new SyntaxError(
      `Cannot read ${name} as a number with ms, s, m or h (like 250ms or 2s): ` +
        `current value is ${JSON.stringify(text)}`,
    );
  }
  const durationMs = Number(match[1]) *
    UNIT_MS[match[2] as keyof typeof UNIT_MS];
  const { minMs = 0, maxMs = Infinity } = bounds;
  if (durationMs < minMs || durationMs > maxMs) {
    throw new RangeError(
      `Cannot use ${name} outside ${formatDuration(minMs)} to ` +
        `${formatDuration(maxMs)}: current value is ${JSON.stringify(text)}`,
    );
  }
  return durationMs;
}

/**
 * Writes a duration with the largest unit that keeps it short.
 *
 * @param durationMs The duration in milliseconds.
 * @returns For example `250ms`, `2s`, `1.5m`.
 */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1) return `${Number(durationMs.toPrecision(1))}ms`;
  if (durationMs < 1000) return `${Math.round(durationMs)}ms`;
  if (durationMs < 60_000) return `${Number((durationMs / 1000).toFixed(2))}s`;
  if (durationMs < 3_600_000) {
    return `${Number((durationMs / 60_000).toFixed(1))}m`;
  }
  return `${Number((durationMs / 3_600_000).toFixed(1))}h`;
}
