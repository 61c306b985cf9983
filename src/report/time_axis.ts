const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

/** Steps between marks that people count in, in milliseconds. */
const STEPS: readonly number[] = [
  ...[100, 200, 500].map((step) => step),
  ...[1, 2, 5, 10, 15, 30].map((step) => step * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((step) => step * MINUTE),
  ...[1, 2, 3, 6, 12].map((step) => step * HOUR),
  ...[1, 2, 7, 14, 30, 60].map((step) => step * DAY),
];

/** Most marks on an axis: a label has 60 pixels, and as many are free. */
const MAX_MARKS = 7;

/** One mark of an axis of time. */
export interface TimeMark {
  /** When, in milliseconds since 1970. */
  readonly atMs: number;
  /** The time in UTC, as exact as the marks are near. */
  readonly label: string;
}

/**
 * Chooses marks for an axis of time, at round times in UTC.
 *
 * @param fromMs Where the axis begins, in milliseconds since 1970.
 * @param toMs Where it ends.
 * @returns The marks, none outside the axis.
 */
export function timeMarks(fromMs: number, toMs: number): TimeMark[] {
  const step = STEPS.find((step) => (toMs - fromMs) / step <= MAX_MARKS) ??
    Math.ceil((toMs - fromMs) / MAX_MARKS / DAY) * DAY;
  const marks: TimeMark[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step) {
    marks.push({ atMs: at, label: labelOf(at, step) });
  }
  return marks;
}

function labelOf(atMs: number, step: number): string {
  const iso = new Date(atMs).toISOString();
  if (step >= DAY) return iso.slice(0, 10);
  if (step >= MINUTE) return iso.slice(11, 16);
  return step >= SECOND ? iso.slice(11, 19) : iso.slice(11, 21);
}
