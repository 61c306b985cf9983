import type { Style } from "./style.ts";

/**
 * Breaks a text into lines that fit. A word that is longer than a line stays
 * whole, so that an address can still be copied.
 *
 * @param text One paragraph, not painted yet.
 * @param style How wide a line may be.
 * @param indent What each line begins with.
 * @param first What the first line begins with instead.
 * @returns The lines, at least one.
 * @default indent ""
 * @default first the same as `indent`
 */
export function wrap(
  text: string,
  style: Style,
  indent = "",
  first: string = indent,
): string[] {
  const lines: string[] = [];
  let line = first;
  let words = 0;
  for (const word of text.split(" ")) {
    if (words > 0 && line.length + 1 + word.length > style.width) {
      lines.push(line);
      line = indent;
      words = 0;
    }
    line += words === 0 ? word : ` ${word}`;
    words++;
  }
  return [...lines, line];
}
