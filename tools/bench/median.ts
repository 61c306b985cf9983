/**
 * The middle one of some numbers, or the mean of the middle two.
 *
 * @param values At least one number.
 * @returns The median.
 * @throws {RangeError} If there is no number.
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  if (high === undefined || low === undefined) {
    throw new RangeError("Cannot take the median: there is no value");
  }
  return (low + high) / 2;
}
