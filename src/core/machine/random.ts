/**
 * Draws the next number of a seeded sequence (mulberry32, public domain), so
 * that the same events replay to the same delays. Not for secrets.
 *
 * @param seed An integer; only its lowest 32 bits count.
 * @returns A number from 0 to below 1, and the seed of the one after it.
 */
export function nextRandom(
  seed: number,
): { readonly value: number; readonly seed: number } {
  const next = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return { value: ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32, seed: next };
}
