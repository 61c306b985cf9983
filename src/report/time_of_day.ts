/**
 * The time of day of an instant, as a line of a log begins with it.
 *
 * @param at The instant, ISO 8601 in UTC with milliseconds.
 * @returns For example `19:00:00.000`.
 */
export function timeOfDay(at: string): string {
  return at.slice(11, 23);
}
