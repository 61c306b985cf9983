/**
 * Watches a target where it is started, and prints each move and each round
 * trip as a line of JSON. Tests start it inside a network namespace. With
 * `deaf` as its second word no program tells of the kernel's events.
 *
 * @module
 */
import { watchWith } from "../../src/app/watch.ts";
import { createWatchWorld } from "../../src/app/watch_world.ts";
import { createFollowingIo } from "../../src/io/deno_following.ts";

/** One thing that the watch told. */
export interface Told {
  /** The state that was entered, with the mode; or `round-trip`. */
  readonly what: string;
  /** When, in milliseconds since the epoch. */
  readonly atMs: number;
}

/** Ends what no test ended, in milliseconds. */
const LONGEST_MS = 20_000;

function tell(told: Told): void {
  console.log(JSON.stringify(told));
}

if (import.meta.main) {
  const [target = "", hearing] = Deno.args;
  const io = createFollowingIo();
  const world = createWatchWorld(
    hearing === "deaf" ? { ...io, async *follow() {} } : io,
  );
  const moves = watchWith(world, target, {
    forMs: LONGEST_MS,
    onRoundTrip: () => tell({ what: "round-trip", atMs: Date.now() }),
  });
  for await (const { to, verdict, at } of moves) {
    const what = verdict === null ? to : `${to} ${verdict.mode}`;
    tell({ what, atMs: Date.parse(at) });
  }
}
