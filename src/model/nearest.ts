/** Most edits that still look like a slip of the fingers. */
const MAX_EDITS = 3;

/**
 * Finds what somebody meant who mistyped a word.
 *
 * @param word What was written.
 * @param known What could be meant.
 * @returns The nearest known word, or `undefined` where none is near.
 */
export function nearest(
  word: string,
  known: readonly string[],
): string | undefined {
  let best: string | undefined;
  let bestEdits = Math.min(MAX_EDITS, Math.ceil(word.length / 2)) + 1;
  for (const candidate of known) {
    // Half of a name is nearer than a name of the same length.
    const half = word.replace(/^-+/, "");
    const edits = half.length > 2 && candidate.includes(half)
      ? 1
      : editDistance(word, candidate);
    if (edits < bestEdits) [best, bestEdits] = [candidate, edits];
  }
  return best;
}

/** Levenshtein's distance, row by row. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) +
        (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
