/**
 * Renders a peer's own words for people as one line: control characters and
 * runs of white space become one space, and the length is cut.
 *
 * @param words The words, of any length and content.
 * @param maxLength Most characters kept; what is cut shows as `…`.
 * @returns One line without control characters.
 */
export function oneLine(words: string, maxLength: number): string {
  const line = words.replace(/[\p{C}\s]+/gu, " ").trim();
  const characters = [...line];
  if (characters.length <= maxLength) return line;
  return characters.slice(0, maxLength).join("") + "…";
}
