/**
 * The bytes of an ASCII text.
 *
 * @param text Characters below 128 alone.
 * @returns One byte for each.
 */
export function asciiBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * Whether bytes begin as a word does: with all of it, or, where there are
 * fewer of them, with its first part.
 *
 * @param bytes The bytes.
 * @param word The word.
 */
export function beginsLike(bytes: Uint8Array, word: Uint8Array): boolean {
  const length = Math.min(bytes.length, word.length);
  for (let i = 0; i < length; i++) {
    if (bytes[i] !== word[i]) return false;
  }
  return true;
}

/**
 * Whether bytes are exactly a word.
 *
 * @param bytes The bytes.
 * @param word The word.
 */
export function isWord(bytes: Uint8Array, word: Uint8Array): boolean {
  return bytes.length === word.length && beginsLike(bytes, word);
}
