import { nextRandom } from "../../src/core/machine/random.ts";

/** One time at which a process is held up. */
export interface Stall {
  /** How long it runs freely before, in milliseconds. */
  readonly freeMs: number;
  /** How long it is held up, in milliseconds. */
  readonly heldMs: number;
}

/** Shortest and longest stall, in milliseconds. */
export const STALL_MS = { least: 200, most: 4000 } as const;

/**
 * Shortest and longest time between two stalls, in milliseconds: some come
 * before the last one is forgotten, some after an answer.
 */
export const FREE_MS = { least: 300, most: 3000 } as const;

/**
 * Draws the stalls of one process.
 *
 * @param seed Replays to the same stalls.
 * @param count How many.
 * @returns The stalls, in order.
 */
export function drawStalls(seed: number, count: number): readonly Stall[] {
  const stalls: Stall[] = [];
  let state = seed;
  const draw = ({ least, most }: { least: number; most: number }): number => {
    const { value, seed } = nextRandom(state);
    state = seed;
    return least + value * (most - least);
  };
  for (let index = 0; index < count; index++) {
    stalls.push({ freeMs: draw(FREE_MS), heldMs: draw(STALL_MS) });
  }
  return stalls;
}
