import { assertAlmostEquals } from "@std/assert/almost-equals";
import { assertEquals } from "@std/assert/equals";
import { assertNotEquals } from "@std/assert/not-equals";
import { nextRandom } from "../../../src/core/machine/random.ts";

function draw(seed: number, count: number): readonly number[] {
  const values: number[] = [];
  for (let drawn = 0; drawn < count; drawn++) {
    const random = nextRandom(seed);
    values.push(random.value);
    seed = random.seed;
  }
  return values;
}

Deno.test("`nextRandom()` repeats a sequence when the seed is the same", () => {
  assertEquals(draw(7, 5), draw(7, 5));
  assertNotEquals(draw(7, 5), draw(8, 5));
});

Deno.test("`nextRandom()` fills the range from 0 to below 1 evenly", () => {
  const values = draw(1, 10_000);
  const bins = new Array<number>(10).fill(0);
  for (const value of values) {
    const bin = Math.floor(value * 10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  assertEquals(bins.length, 10);
  for (const count of bins) assertAlmostEquals(count, 1000, 150);
});
