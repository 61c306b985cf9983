/**
 * What a reader made of a text: the value, or one line that says why there is
 * none. Readers never throw, since what programs print is not ours to trust.
 */
export type Reading<T> =
  | {
    /** The text could be read. */
    readonly ok: true;
    /** What it says. */
    readonly value: T;
    /** Entries that could not be read and are missing from the value. */
    readonly skipped: number;
  }
  | {
    /** The text could not be read. */
    readonly ok: false;
    /** Why, in one line. */
    readonly error: string;
  };

/** A text that could be read, with the number of its unreadable entries. */
export function readAs<T>(value: T, skipped = 0): Reading<T> {
  return { ok: true, value, skipped };
}

/** A text that could not be read. */
export function unreadable<T>(error: string): Reading<T> {
  return { ok: false, error };
}
