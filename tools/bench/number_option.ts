/**
 * Reads a number of a command line.
 *
 * @param name The option, without dashes.
 * @param text What was given.
 * @param least The smallest that is accepted.
 * @param most The greatest that is accepted.
 * @returns The number.
 * @throws {RangeError} It is none, or beyond the bounds.
 */
export function numberOption(
  name: string,
  text: string,
  least: number,
  most: number,
): number {
  const value = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && value >= least && value <= most) {
    return value;
  }
  throw new RangeError(
    `Cannot use --${name} as ${text}: give ${least} to ${most}`,
  );
}
