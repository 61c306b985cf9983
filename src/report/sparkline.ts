import type { Style } from "./style.ts";

const BARS = {
  unicode: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
  ascii: [".", ":", "-", "=", "+", "*", "%", "#"],
} as const;

/**
 * Draws numbers as a small graph, one character each: the least is the lowest
 * bar, the greatest the highest. Numbers within a tenth of each other are one
 * level, so that noise is not drawn as a storm.
 *
 * @param numbers What to draw, oldest first.
 * @param style Which characters may be used.
 * @returns As many characters as there are numbers.
 */
export function sparkline(numbers: readonly number[], style: Style): string {
  const bars = style.unicode ? BARS.unicode : BARS.ascii;
  const least = Math.min(...numbers);
  const spread = Math.max(Math.max(...numbers) - least, least / 10);
  return numbers.map((number) => {
    const level = spread === 0 ? 0 : (number - least) / spread;
    return bars[Math.round(level * (bars.length - 1))];
  }).join("");
}
