/**
 * Counts where a word stands in a stream, across reads. It keeps no byte of
 * the stream, and looks at each once (Knuth, Morris and Pratt, 1977).
 */
export class WordCounter {
  readonly #word: Uint8Array;
  readonly #fallbacks: readonly number[];
  #matched = 0;

  /** Takes the word, of at least one byte; it is kept. */
  constructor(word: Uint8Array) {
    this.#word = word;
    this.#fallbacks = fallbacksOf(word);
  }

  /**
   * Looks at the next bytes.
   *
   * @param bytes The next portion of the stream, of any size.
   * @returns How often the word ended in them; no byte counts for two.
   */
  count(bytes: Uint8Array): number {
    let count = 0;
    for (const byte of bytes) {
      this.#matched = next(this.#word, this.#fallbacks, this.#matched, byte);
      if (this.#matched < this.#word.length) continue;
      this.#matched = 0;
      count++;
    }
    return count;
  }
}

/** How many bytes match after one more. */
function next(
  word: Uint8Array,
  fallbacks: readonly number[],
  matched: number,
  byte: number,
): number {
  let length = matched;
  while (length > 0 && word[length] !== byte) length = fallbacks[length] ?? 0;
  return word[length] === byte ? length + 1 : 0;
}

/**
 * For each count of matched bytes, the length of the longest proper begin of
 * the word on which they end too.
 */
function fallbacksOf(word: Uint8Array): readonly number[] {
  const fallbacks = [0, 0];
  for (const byte of word.subarray(1)) {
    const before = fallbacks.at(-1) ?? 0;
    fallbacks.push(next(word, fallbacks, before, byte));
  }
  return fallbacks;
}
